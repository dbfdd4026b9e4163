package com.ninja3cx.server.ninjaone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.settings.Secret;
import com.ninja3cx.server.settings.Settings;
import com.ninja3cx.simulator.ninjaone.App;
import com.ninja3cx.simulator.ninjaone.FakeNinjaOne;
import com.ninja3cx.simulator.ninjaone.Fault;
import com.ninja3cx.simulator.ninjaone.Options;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each misleading answer, as NinjaOne really gives it, and what the administrator reads.
class CheckupTest {

    private static final Settings.Ninja RIGHT =
            new Settings.Ninja(
                    URI.create("http://localhost"),
                    "/v2",
                    "/ws/oauth/token",
                    Options.CLIENT_ID,
                    new Secret(Options.CLIENT_SECRET),
                    null,
                    2,
                    1,
                    2,
                    1,
                    12);

    @TempDir Path folder;
    private TenantFixture tenant;

    @AfterEach
    void stop() throws Exception {
        tenant.close();
    }

    @Test
    void aTenantThatIsSetUpRightHasNothingWrongAndNothingIsWritten() throws Exception {
        start(options -> options);

        Report report = check(RIGHT);

        assertThat(report.findings()).extracting(Finding::level).containsOnly(Finding.Level.GOOD);
        assertThat(report.mapping())
                .extracting(Report.Mapping::setting, Report.Mapping::meaning)
                .contains(
                        tuple("NINJA_BOARD_ID", "Tous les tickets"),
                        tuple("NINJA_STATUS_ID", "1000 Nouveau"),
                        tuple("NINJA_PRIORITY_ID", "MEDIUM"),
                        tuple("NINJA_ORGANIZATION_ID", "Société Dupont"));
        assertThat(tenant.fake.tickets()).isEmpty();
    }

    @Test
    void anUnknownClientIsTheWrongRegionAndTheRightOneIsNamed() throws Exception {
        start(options -> options.withApps(App.web("somebody-else", "x", "http://localhost/")));
        try (var other = FakeNinjaOne.start(0, Options.strict(tenant.clock))) {
            NinjaOne ninja = tenant.ninja();
            var checkup = new Checkup(ninja, RIGHT, tenant.clock, base -> List.of(other.baseUri()));

            Report report = checkup.run();

            assertThat(report.wrong())
                    .singleElement()
                    .satisfies(
                            finding -> {
                                assertThat(finding.words().french())
                                        .contains("Mauvaise région")
                                        .contains("NINJA_BASE_URL=" + other.baseUri())
                                        .contains("Client app not exist");
                                assertThat(finding.words().english()).contains("incident");
                            });
            assertThat(other.requests())
                    .allMatch(request -> !request.bodyText().contains(Options.CLIENT_SECRET));
        }
    }

    @Test
    void aWrongSecretIsNamed() throws Exception {
        start(options -> options.withApps(App.web(Options.CLIENT_ID, "other", "http://a/")));

        assertThat(only(check(RIGHT)).french()).contains("NINJA_CLIENT_SECRET");
    }

    @Test
    void anApplicationWithoutATechnicianMayReadOnly() throws Exception {
        start(options -> options);
        NinjaOne ninja = tenant.ninja(tenant.tenant(null));

        Report report = new Checkup(ninja, RIGHT, tenant.clock, base -> List.of()).run();

        assertThat(report.findings()).extracting(Finding::code).contains("token_machine");
        assertThat(report.wrong())
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("writing");
                            assertThat(finding.words().french())
                                    .contains("jeton d'un technicien")
                                    .contains("user_context_required");
                        });
    }

    @Test
    void aMissingScopeIsNamedWithWhatWasGranted() throws Exception {
        start(
                options ->
                        options.withApps(
                                new App(
                                        Options.CLIENT_ID,
                                        Options.CLIENT_SECRET,
                                        Set.of("authorization_code", "refresh_token"),
                                        Set.of("monitoring", "offline_access"),
                                        Set.of())));

        Report report = check(RIGHT);

        assertThat(report.wrong()).extracting(Finding::code).containsExactly("scopes", "writing");
        assertThat(report.wrong().getFirst().words().english()).contains("Missing scopes: manage");
    }

    @Test
    void aTechnicianWhoMayNotWriteTicketsIsToldSo() throws Exception {
        start(options -> options);
        tenant.fake.withoutTicketRights();

        Report report = check(RIGHT);

        assertThat(report.wrong())
                .singleElement()
                .satisfies(each -> assertThat(each.words().french()).contains("un rôle avec"));
    }

    @Test
    void numbersThatMeanNothingHereAreListedWithThoseThatDo() throws Exception {
        start(options -> options);

        Report report = check(ninja(77, 42, 3, 999, Map.of()));

        assertThat(report.wrong())
                .extracting(Finding::code)
                .containsExactlyInAnyOrder(
                        "board_unknown", "status_unknown", "form_unknown", "organization_unknown");
        assertThat(words(report, "board_unknown")).contains("2 Tous les tickets");
        assertThat(words(report, "status_unknown")).contains("1000 Nouveau");
        assertThat(words(report, "form_unknown")).contains("1 Par défaut").doesNotContain("Ancien");
    }

    @Test
    void aFormWithRequiredFieldsNeedsTheirValues() throws Exception {
        start(options -> options);
        assertThat(words(check(ninja(2, 1, 2, 12, Map.of())), "form_required"))
                .contains("21 Site (Siège, Agence)")
                .contains("NINJA_TICKET_FIELDS=");
        assertThat(words(check(ninja(2, 1, 2, 12, Map.of(21, "Lune", 22, "1"))), "form_required"))
                .contains("21 Site");

        Map<Integer, String> values = Map.of(21, "agence", 22, "1");
        assertThat(check(ninja(2, 1, 2, 12, values)).wrong()).isEmpty();

        NinjaOne ninja = tenant.ninja();
        TicketForm form = TicketForm.chosen(ninja.forms(), 2).orElseThrow();
        var ticket =
                new NewTicket(
                        12,
                        2,
                        "Écran",
                        "Texte",
                        false,
                        "1000",
                        "LOW",
                        null,
                        null,
                        List.of(),
                        null,
                        form.attributes(values));
        assertThat(ninja.create(ticket)).isInstanceOf(Outcome.Sent.class);
        assertThat(ninja.create(TenantFixture.ticket("x"))).isInstanceOf(Outcome.Sent.class);
    }

    @Test
    void aBoardThatHidesTicketsIsOnlyRemarkedOn() throws Exception {
        start(options -> options);

        Report report = check(ninja(5, 1, null, null, Map.of()));

        assertThat(report.wrong()).isEmpty();
        assertThat(words(report, "board_filtered")).contains("NINJA_BOARD_ID=2");
        assertThat(report.findings()).extracting(Finding::code).contains("organization_unset");
    }

    @Test
    void anInstanceThatCannotBeReachedIsAskedOnce() throws Exception {
        start(options -> options);
        NinjaOne ninja =
                tenant.ninja(
                        TenantFixture.tenant(
                                URI.create("http://127.0.0.1:1"), Options.CLIENT_ID, null));

        Report report = new Checkup(ninja, RIGHT, tenant.clock, base -> List.of()).run();

        assertThat(only(report).english()).contains("cannot be reached");
    }

    @Test
    void aWrongPrefixIsTold() throws Exception {
        start(options -> options);
        var wrong =
                new Tenant(
                        tenant.fake.baseUri(),
                        "/v3",
                        "/ws/oauth/token",
                        Options.CLIENT_ID,
                        new Secret(Options.CLIENT_SECRET),
                        new Secret(tenant.fake.newRefreshToken()),
                        Duration.ofSeconds(3));

        Report report =
                new Checkup(tenant.ninja(wrong), RIGHT, tenant.clock, base -> List.of()).run();

        assertThat(report.wrong().getFirst().words().french()).contains("NINJA_API_PREFIX");
    }

    @Test
    void aWrongTokenPathIsTold() throws Exception {
        start(options -> options.withTokenPath("/oauth/token"));

        assertThat(only(check(RIGHT)).french()).contains("NINJA_TOKEN_PATH");
    }

    @Test
    void aPageOfHtmlInsteadOfAnAnswerIsTroubleNotAnAnswer() throws Exception {
        start(options -> options);
        NinjaOne ninja = tenant.ninja();
        tenant.fake
                .faults()
                .next(
                        "GET /ticketing/trigger/boards",
                        new Fault.HtmlPage(200, Duration.ofSeconds(60)));

        Report report = new Checkup(ninja, RIGHT, tenant.clock, base -> List.of()).run();

        assertThat(report.wrong()).extracting(Finding::code).containsExactly("boards");
    }

    private void start(UnaryOperator<Options> change) throws Exception {
        tenant = new TenantFixture(folder, change);
    }

    private Report check(Settings.Ninja settings) {
        return new Checkup(tenant.ninja(), settings, tenant.clock, base -> List.of()).run();
    }

    private static Settings.Ninja ninja(
            Integer board,
            int status,
            Integer form,
            Integer organization,
            Map<Integer, String> fields) {
        return new Settings.Ninja(
                RIGHT.baseUrl(),
                "/v2",
                "/ws/oauth/token",
                RIGHT.clientId(),
                RIGHT.clientSecret(),
                null,
                board,
                status,
                2,
                form,
                organization,
                null,
                fields);
    }

    private static Words only(Report report) {
        assertThat(report.findings()).hasSize(1);
        assertThat(report.wrong()).hasSize(1);
        return report.wrong().getFirst().words();
    }

    private static String words(Report report, String code) {
        return report.findings().stream()
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow()
                .words()
                .french();
    }
}
