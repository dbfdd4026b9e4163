package com.ninja3cx.simulator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.protocol.Channel;
import com.ninja3cx.simulator.calls.DemoCall;
import com.ninja3cx.simulator.ninjaone.FakeNinjaOne;
import com.ninja3cx.simulator.ninjaone.Options;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ChecksTest {

    private static final String JULIEN = "5b0f7b52-3f0e-4c39-9a52-0a8f3d6f1c01";
    private static final String NADIA = "5b0f7b52-3f0e-4c39-9a52-0a8f3d6f1c05";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final DemoCall call = DemoCall.named("fr-imprimante");
    private final Checks checks =
            new Checks(
                    new Screen(
                            new PrintStream(new ByteArrayOutputStream()), Language.FR, false, 100));
    private FakeNinjaOne ninja;
    private String token;

    @BeforeEach
    void start() throws Exception {
        ninja = FakeNinjaOne.start(0, Options.strict(InstantSource.system()));
        token =
                MAPPER.readTree(
                                post(
                                        "/ws/oauth/token",
                                        "application/x-www-form-urlencoded",
                                        "grant_type=refresh_token&client_id=demo-client"
                                                + "&client_secret=demo-secret&refresh_token="
                                                + ninja.newRefreshToken()))
                        .get("access_token")
                        .asString();
    }

    @AfterEach
    void stop() {
        ninja.close();
    }

    @Test
    void oneGoodTicketPasses() throws Exception {
        ticket(12, JULIEN, "Imprimante en panne [3CX-7K2M]", exactText());

        checks.words(40, List.of(900L));
        checks.tickets(ninja, call);

        assertThat(checks.all()).hasSize(7).allMatch(Checks.Check::passed);
        assertThat(checks.passed()).isTrue();
    }

    @Test
    void everyWrongThingFailsByItself() throws Exception {
        ticket(31, NADIA, "Appel du 22 novembre", "[00:01] Technicien : bonjour");

        checks.words(0, List.of());
        checks.tickets(ninja, call);

        assertThat(checks.all())
                .filteredOn(check -> !check.passed())
                .extracting(Checks.Check::name)
                .containsExactly(
                        "Paroles à l'écran avant la fin",
                        "Demandeur",
                        "Organisation",
                        "Titre qui nomme la panne",
                        "Notre référence dans l'objet",
                        "Erreurs de mots (envoyé)");
    }

    @Test
    void twoTicketsAreOneTooMany() throws Exception {
        ticket(12, JULIEN, "Imprimante [3CX-7K2M]", exactText());
        ticket(12, JULIEN, "Imprimante [3CX-7K2M]", exactText());

        checks.tickets(ninja, call);

        assertThat(checks.passed()).isFalse();
        assertThat(checks.all().getFirst().found()).isEqualTo("2");
    }

    @Test
    void noTicketFails() {
        checks.tickets(ninja, call);

        assertThat(checks.passed()).isFalse();
    }

    private String exactText() {
        return "[00:01] Technicien : %s\n[00:04] Correspondant : %s"
                .formatted(call.text(Channel.MICROPHONE), call.text(Channel.SPEAKER));
    }

    private void ticket(int client, String requester, String subject, String body)
            throws Exception {
        post(
                "/v2/ticketing/ticket",
                "application/json",
                MAPPER.writeValueAsString(
                        Map.of(
                                "clientId",
                                client,
                                "ticketFormId",
                                1,
                                "subject",
                                subject,
                                "status",
                                "1000",
                                "requesterUid",
                                requester,
                                "description",
                                Map.of("public", false, "body", body))));
    }

    private String post(String path, String type, String body) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(ninja.baseUri() + path))
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString()).body();
    }
}
