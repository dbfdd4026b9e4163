package com.ninja3cx.server.ninjaone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ninja3cx.simulator.ninjaone.App;
import com.ninja3cx.simulator.ninjaone.Fault;
import com.ninja3cx.simulator.ninjaone.Options;
import com.ninja3cx.simulator.ninjaone.SeenRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignInTest {

    private static final URI REDIRECT = URI.create("http://localhost:3000/oauth/callback");

    @TempDir Path folder;
    private TenantFixture tenant;
    private NinjaOne ninja;
    private SignIn signIn;

    @BeforeEach
    void start() throws Exception {
        tenant = new TenantFixture(folder);
        use(tenant.tenant(null));
    }

    @AfterEach
    void stop() throws Exception {
        tenant.close();
    }

    @Test
    void aTechniciansConsentBecomesATokenThatWritesTickets() throws Exception {
        assertThat(ninja.create(TenantFixture.ticket("Avant [3CX-AAAA]")))
                .isInstanceOf(Outcome.Refused.class);

        SignIn.Begun begun = signIn.begin(REDIRECT, false);
        assertThat(signIn.trouble(begun)).isEmpty();
        assertThat(signIn.ended(begun.state())).isEmpty();
        String back = browse(begun);
        assertThat(back).startsWith(REDIRECT + "?code=");
        SignIn.Ended ended = signIn.complete(back, false);

        assertThat(ended.connected()).isTrue();
        assertThat(signIn.ended(begun.state())).contains(ended);
        assertThat(ninja.connection().state()).isEqualTo(Connection.State.TECHNICIAN);
        assertThat(ninja.connection().scopes())
                .containsExactlyInAnyOrder("monitoring", "management", "offline_access");
        assertThat(ninja.create(TenantFixture.ticket("Après [3CX-BBBB]")))
                .isInstanceOf(Outcome.Sent.class);
    }

    @Test
    void theCodeIsProvenWithPkceAndNothingSecretIsInTheAddress() throws Exception {
        SignIn.Begun begun = signIn.begin(REDIRECT, false);
        signIn.complete(browse(begun), false);

        SeenRequest exchange = tokenRequests().getLast();
        assertThat(exchange.bodyText()).contains("code_verifier=");
        String verifier = exchange.bodyText().replaceAll(".*code_verifier=([^&]+).*", "$1");
        assertThat(verifier).hasSizeGreaterThanOrEqualTo(43);
        assertThat(begun.page().toString())
                .contains("code_challenge_method=S256")
                .doesNotContain(verifier)
                .doesNotContain(Options.CLIENT_SECRET);
    }

    @Test
    void aStateServesOnceAndOnlyForAQuarterOfAnHour() throws Exception {
        SignIn.Begun begun = signIn.begin(REDIRECT, false);
        String back = browse(begun);
        assertThat(signIn.complete(back.replaceFirst("state=.", "state=X"), false).connected())
                .isFalse();
        assertThat(signIn.complete(back, false).connected()).isTrue();
        assertThat(signIn.complete(back, false).words().english()).contains("start again");

        SignIn.Begun late = signIn.begin(REDIRECT, false);
        String lateBack = browse(late);
        tenant.clock.advance(Duration.ofMinutes(16));
        assertThat(signIn.complete(lateBack, false).connected()).isFalse();
    }

    @Test
    void whatAPageBeganOnlyAnAdministratorsBrowserEnds() throws Exception {
        SignIn.Begun begun = signIn.begin(REDIRECT, true);
        String back = browse(begun);

        assertThat(signIn.complete(back, false).connected()).isFalse();
        assertThat(signIn.complete(back, true).connected()).isTrue();
    }

    @Test
    void aCodeThatIsRefusedOrMissingIsExplained() {
        SignIn.Begun first = signIn.begin(REDIRECT, false);
        assertThat(
                        signIn.complete(REDIRECT + "?code=stale&state=" + first.state(), false)
                                .words()
                                .french())
                .contains("ne sert qu'une fois");
        SignIn.Begun second = signIn.begin(REDIRECT, false);
        assertThat(
                        signIn.complete(
                                        REDIRECT + "?error=access_denied&state=" + second.state(),
                                        false)
                                .words()
                                .english())
                .contains("declined");
        assertThat(signIn.complete("hello", false).words().french()).contains("barre d'adresse");
    }

    @Test
    void anotherReturnAddressThanTheRegisteredOneIsExplainedBeforeTheBrowserOpens() {
        SignIn.Begun begun = signIn.begin(URI.create(REDIRECT + "/"), false);

        assertThat(signIn.trouble(begun))
                .hasValueSatisfying(
                        words -> {
                            assertThat(words.french()).contains("au caractère près");
                            assertThat(words.english()).contains("404");
                        });
    }

    @Test
    void anApplicationWithoutRefreshTokensIsToldApart() throws Exception {
        tenant.close();
        tenant =
                new TenantFixture(
                        folder.resolve("other"),
                        options ->
                                options.withApps(
                                        new App(
                                                Options.CLIENT_ID,
                                                Options.CLIENT_SECRET,
                                                Set.of("authorization_code"),
                                                Set.of("monitoring", "management"),
                                                Set.of(REDIRECT.toString()))));
        use(tenant.tenant(null));

        SignIn.Ended ended = signIn.complete(browse(signIn.begin(REDIRECT, false)), false);

        assertThat(ended.connected()).isFalse();
        assertThat(ended.words().english()).contains("offline_access");
    }

    @Test
    void aLostReplyToARefreshStopsTicketsUntilSomebodyAuthorisesAgain() throws Exception {
        signIn.complete(browse(signIn.begin(REDIRECT, false)), false);
        tenant.clock.advance(Duration.ofHours(2));
        tenant.fake.faults().next("POST /ws/oauth/token", new Fault.LoseReply());

        // The first refresh was done by NinjaOne, its reply is gone: nobody has the new token.
        Failure first = refusal(ninja.create(TenantFixture.ticket("Un [3CX-AAAA]")));
        assertThat(first.kind()).isEqualTo(Failure.Kind.NOT_REACHED);
        assertThat(ninja.connection().state()).isEqualTo(Connection.State.TECHNICIAN);
        Failure second = refusal(ninja.create(TenantFixture.ticket("Un [3CX-AAAA]")));
        assertThat(second.kind()).isEqualTo(Failure.Kind.AUTHORIZATION);
        assertThat(ninja.connection().state()).isEqualTo(Connection.State.LOST);
        assertThat(ninja.connection().lostWhy()).contains("invalid_grant").contains("request");
        assertThat(ninja.contacts()).isNotEmpty();

        signIn.complete(browse(signIn.begin(REDIRECT, false)), false);

        assertThat(ninja.connection().state()).isEqualTo(Connection.State.TECHNICIAN);
        assertThat(ninja.create(TenantFixture.ticket("Un [3CX-AAAA]")))
                .isInstanceOf(Outcome.Sent.class);
        assertThat(tenant.fake.tickets()).hasSize(1);
    }

    @Test
    void aRunningServerUsesWhatACommandObtained() throws Exception {
        NinjaOne server = ninja;
        assertThat(server.statuses()).isNotEmpty();
        use(tenant.tenant(null));
        signIn.complete(browse(signIn.begin(REDIRECT, false)), false);

        assertThat(server.create(TenantFixture.ticket("Un [3CX-AAAA]")))
                .isInstanceOf(Outcome.Sent.class);
    }

    @Test
    void aDeadSeedInTheSettingsDoesNotReplaceWhatAPersonGave() throws Exception {
        use(tenant.tenant("copied-from-last-year"));
        signIn.complete(browse(signIn.begin(REDIRECT, false)), false);
        tenant.clock.advance(Duration.ofHours(2));

        assertThat(
                        tenant.ninja(tenant.tenant("copied-from-last-year"))
                                .create(TenantFixture.ticket("Un [3CX-AAAA]")))
                .isInstanceOf(Outcome.Sent.class);
        assertThat(tokenRequests()).noneMatch(r -> r.bodyText().contains("copied-from"));
    }

    @Test
    void aRevokedAccessTokenIsRenewedAndARevokedRefreshTokenIsToldToTheAdministrator()
            throws Exception {
        String seed = tenant.fake.newRefreshToken();
        use(tenant.tenant(seed));
        ninja.statuses();
        tenant.fake.expireAccessTokens();
        assertThat(ninja.statuses()).isNotEmpty();
        assertThat(ninja.connection().state()).isEqualTo(Connection.State.TECHNICIAN);

        tenant.fake.revokeRefreshTokens();
        tenant.fake.expireAccessTokens();
        ninja.statuses();
        assertThat(ninja.connection().state()).isEqualTo(Connection.State.LOST);
    }

    @Test
    void anApplicationThatMayNothingElseIsNotAskedAgainAtEveryTicket() throws Exception {
        tenant.close();
        tenant =
                new TenantFixture(
                        folder.resolve("other"),
                        options ->
                                options.withApps(
                                        new App(
                                                Options.CLIENT_ID,
                                                Options.CLIENT_SECRET,
                                                Set.of("authorization_code", "refresh_token"),
                                                Set.of(
                                                        "monitoring",
                                                        "management",
                                                        "offline_access"),
                                                Set.of(REDIRECT.toString()))));
        use(tenant.tenant("dead"));
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(ninja::statuses).isInstanceOf(NinjaOneException.class);
        }
        assertThat(tokenRequests()).hasSize(2);

        signIn.complete(browse(signIn.begin(REDIRECT, false)), false);
        assertThat(ninja.statuses()).isNotEmpty();
    }

    private void use(Tenant wanted) {
        ninja = tenant.ninja(wanted);
        signIn = new SignIn(ninja, tenant.database, tenant.vault, tenant.clock, new SecureRandom());
    }

    /// Where the browser of a person who agrees ends up.
    private static String browse(SignIn.Begun begun) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(begun.page()).build(),
                            HttpResponse.BodyHandlers.discarding())
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
        }
    }

    private List<SeenRequest> tokenRequests() {
        return tenant.fake.requests().stream()
                .filter(request -> request.path().endsWith("/token"))
                .toList();
    }

    private static <T> Failure refusal(Outcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused<T>) outcome).failure();
    }
}
