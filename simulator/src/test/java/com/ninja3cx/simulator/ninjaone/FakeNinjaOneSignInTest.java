package com.ninja3cx.simulator.ninjaone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FakeNinjaOneSignInTest {

    private static final String BACK = "http://localhost:3000/oauth/callback";

    private final MovableClock clock = new MovableClock();
    private FakeNinjaOne ninja;

    @BeforeEach
    void start() throws Exception {
        ninja = FakeNinjaOne.start(0, Options.strict(clock));
    }

    @AfterEach
    void stop() {
        ninja.close();
    }

    @Test
    void everyRefreshKillsTheTokenItUsed() throws Exception {
        var caller = new Caller(ninja);
        String first = ninja.newRefreshToken();

        String second = caller.refresh(first).get("refresh_token").asString();
        HttpResponse<String> again = caller.token(Caller.refreshForm(first));

        assertThat(second).isNotEqualTo(first);
        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(again.body()).contains("invalid_grant");
        assertThat(ninja.isLiveRefreshToken(second)).isTrue();
    }

    @Test
    void anUnknownClientIsNotFoundAndABadSecretIsSaid() throws Exception {
        var caller = new Caller(ninja);

        HttpResponse<String> stranger =
                caller.token(
                        Map.of(
                                "grant_type",
                                "refresh_token",
                                "client_id",
                                "other-region",
                                "refresh_token",
                                "x"));
        HttpResponse<String> wrongSecret =
                caller.token(
                        Map.of(
                                "grant_type",
                                "refresh_token",
                                "client_id",
                                Options.CLIENT_ID,
                                "client_secret",
                                "wrong",
                                "refresh_token",
                                "x"));

        assertThat(stranger.statusCode()).isEqualTo(404);
        assertThat(stranger.body()).contains("Client app not exist", "incidentId");
        assertThat(wrongSecret.body()).contains("invalid_client");
    }

    @Test
    void aScopeThatWasNotGrantedIsRefusedAndNotNarrowed() throws Exception {
        HttpResponse<String> reply =
                new Caller(ninja)
                        .token(
                                Map.of(
                                        "grant_type",
                                        "client_credentials",
                                        "client_id",
                                        Options.CLIENT_ID,
                                        "client_secret",
                                        Options.CLIENT_SECRET,
                                        "scope",
                                        "monitoring ticketing:read"));

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("invalid_scope");
    }

    @Test
    void aMachineMayReadButNotWriteTickets() throws Exception {
        Caller machine = Caller.machine(ninja);

        assertThat(machine.get("/v2/contacts").statusCode()).isEqualTo(200);
        HttpResponse<String> write = machine.post("/v2/ticketing/ticket", "{}");
        assertThat(write.statusCode()).isEqualTo(403);
        assertThat(write.body()).contains("user_context_required");
        assertThat(Caller.json(write).get("error_code").intValue()).isEqualTo(5);
    }

    @Test
    void requestsWithoutAValidTokenAreToldApart() throws Exception {
        var nobody = new Caller(ninja);
        Caller technician = Caller.technician(ninja);

        assertThat(nobody.get("/v2/users").body()).contains("missing_header");
        HttpResponse<String> garbled =
                nobody.send(nobody.request("/v2/users").header("Authorization", "x").GET());
        assertThat(garbled.statusCode()).isEqualTo(400);
        assertThat(garbled.body()).contains("invalid_header");
        clock.forward(Duration.ofHours(2));
        HttpResponse<String> expired = technician.get("/v2/users");
        assertThat(expired.statusCode()).isEqualTo(401);
        assertThat(expired.body()).contains("not_authenticated");
        assertThat(expired.headers().firstValue("x-nj-request-id")).isPresent();
    }

    @Test
    void aTechnicianSignsInWithCodeAndProofKey() throws Exception {
        var caller = new Caller(ninja);
        // Verifier and challenge of RFC 7636, appendix B.
        String verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        String challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
        var query =
                Map.of(
                        "response_type", "code",
                        "client_id", Options.CLIENT_ID,
                        "redirect_uri", BACK,
                        "scope", "monitoring management offline_access",
                        "state", "s 1",
                        "code_challenge", challenge,
                        "code_challenge_method", "S256");

        HttpResponse<String> consent = caller.get("/ws/oauth/authorize?" + Caller.form(query));
        URI back = URI.create(consent.headers().firstValue("Location").orElseThrow());
        String code = Urls.query(back.getRawQuery()).get("code");
        HttpResponse<String> wrongProof = exchange(caller, code, "wrong");
        consent = caller.get("/ws/oauth/authorize?" + Caller.form(query));
        back = URI.create(consent.headers().firstValue("Location").orElseThrow());
        HttpResponse<String> tokens =
                exchange(caller, Urls.query(back.getRawQuery()).get("code"), verifier);

        assertThat(consent.statusCode()).isEqualTo(302);
        assertThat(Urls.query(back.getRawQuery())).containsEntry("state", "s 1");
        assertThat(wrongProof.body()).contains("invalid_grant");
        assertThat(Caller.json(tokens).has("refresh_token")).isTrue();
    }

    @Test
    void aRedirectAddressMustMatchToTheLastCharacter() throws Exception {
        HttpResponse<String> reply =
                new Caller(ninja)
                        .get(
                                "/ws/oauth/authorize?"
                                        + Caller.form(
                                                Map.of(
                                                        "response_type",
                                                        "code",
                                                        "client_id",
                                                        Options.CLIENT_ID,
                                                        "redirect_uri",
                                                        BACK + "/")));

        assertThat(reply.statusCode()).isEqualTo(404);
        assertThat(reply.body()).contains("FAILURE");
    }

    @Test
    void aTenantMayLeaveTheRefreshTokenOutOfItsReply() throws Exception {
        try (var other =
                FakeNinjaOne.start(0, Options.strict(clock).with(Options.RefreshReplies.OMIT))) {
            String token = other.newRefreshToken();
            var caller = new Caller(other);

            assertThat(caller.refresh(token).has("refresh_token")).isFalse();
            assertThat(caller.refresh(token).has("access_token")).isTrue();
        }
    }

    @Test
    void anApplicationWithoutAScopeLacksThePrivilege() throws Exception {
        var readOnly =
                new App(
                        Options.CLIENT_ID,
                        Options.CLIENT_SECRET,
                        Set.of("refresh_token"),
                        Set.of("monitoring"),
                        Set.of());
        try (var other = FakeNinjaOne.start(0, Options.strict(clock).withApps(readOnly))) {
            HttpResponse<String> reply =
                    Caller.technician(other).post("/v2/ticketing/ticket", "{}");

            assertThat(reply.statusCode()).isEqualTo(401);
            assertThat(reply.body()).contains("insufficient_privileges");
        }
    }

    @Test
    void credentialsMayStandInTheHeader() throws Exception {
        var caller = new Caller(ninja);

        HttpResponse<String> reply =
                caller.send(
                        caller.request("/ws/oauth/token")
                                .header(
                                        "Authorization",
                                        "Basic "
                                                + java.util.Base64.getEncoder()
                                                        .encodeToString(
                                                                "demo-client:demo-secret"
                                                                        .getBytes()))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(
                                        BodyPublishers.ofString(
                                                "grant_type=refresh_token&refresh_token="
                                                        + ninja.newRefreshToken())));

        assertThat(reply.statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> exchange(Caller caller, String code, String verifier)
            throws Exception {
        return caller.token(
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "client_id",
                        Options.CLIENT_ID,
                        "client_secret",
                        Options.CLIENT_SECRET,
                        "code",
                        code,
                        "redirect_uri",
                        BACK,
                        "code_verifier",
                        verifier));
    }
}
