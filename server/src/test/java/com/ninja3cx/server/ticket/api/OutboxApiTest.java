package com.ninja3cx.server.ticket.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ninja3cx.server.TestServer;
import com.ninja3cx.simulator.ninjaone.FakeNinjaOne;
import com.ninja3cx.simulator.ninjaone.LogEntry;
import com.ninja3cx.simulator.ninjaone.Options;
import com.ninja3cx.simulator.ninjaone.TicketForm;
import com.ninja3cx.simulator.threecx.FakeThreeCx;
import com.ninja3cx.simulator.threecx.FinishedCall;
import com.ninja3cx.simulator.threecx.Journal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class OutboxApiTest {

    private static final String NINJA_SECRET = "a-secret-of-ninjaone";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir Path folder;
    private FakeNinjaOne fake;
    private TestServer server;
    private String[] auth;

    @BeforeEach
    void start() throws IOException {
        fake = FakeNinjaOne.start(0, Options.strict(InstantSource.system()));
        server =
                ConnectedServer.start(
                        folder,
                        fake,
                        "NINJA_ORGANIZATION_ID",
                        "12",
                        "NINJA_REQUESTS_PER_SECOND",
                        "50",
                        "NINJA_POLL_SECONDS",
                        "0",
                        "NINJA_WEBHOOK_SECRET",
                        NINJA_SECRET,
                        "COUNTDOWN_SECONDS",
                        "0");
        auth = ConnectedServer.auth(server);
    }

    @AfterEach
    void stop() {
        server.close();
        fake.close();
    }

    @Test
    void theSameEventFiftyTimesFromTenThreadsMakesOneCallOneDraftAndOneTicket() throws Exception {
        try (FakeThreeCx pbx = FakeThreeCx.start(0)) {
            List<Integer> answers =
                    pbx.repeat(server.uri("/"), ConnectedServer.PBX_SECRET, report(), 50, 10);

            assertThat(answers).hasSize(50).allMatch(status -> status / 100 == 2);
        }
        allSent();

        assertThat(get("/api/calls").path("calls")).hasSize(1);
        assertThat(get("/api/drafts").path("drafts")).hasSize(1);
        assertThat(fake.tickets()).hasSize(1);
        assertThat(fake.notes(fake.tickets().getFirst().id()))
                .filteredOn(note -> note.entry().type() == LogEntry.Type.COMMENT)
                .hasSize(2);
    }

    @Test
    void aPersonWhoFoundATicketByHandSaysSoAndTheRestGoesThere() throws Exception {
        int there = oneTicket();
        fake.add(
                new TicketForm(
                        1,
                        "Par défaut",
                        true,
                        true,
                        List.of(
                                new TicketForm.Attribute(
                                        91, TicketForm.Type.TEXT, "Site", true, Map.of()))));
        tell("2", "202");
        String path = "/api/outbox?state=parked";
        await().atMost(PATIENCE).until(() -> get(path).path("entries").size() == 1);
        String entry = get(path).path("entries").path(0).path("id").asString();

        assertThat(server.post("/api/outbox/" + entry + "/sent", "{}", auth).status())
                .isEqualTo(422);
        var done =
                server.post(
                        "/api/outbox/" + entry + "/sent", "{\"ticketId\": " + there + "}", auth);

        assertThat(done.status()).as(done.body()).isEqualTo(200);
        allSent();
        assertThat(fake.tickets()).hasSize(1);
        assertThat(fake.notes(there)).hasSize(5);
        assertThat(server.post("/api/outbox/" + entry + "/search", "{}", auth).status())
                .isEqualTo(409);
    }

    @Test
    void anEventOfNinjaOneBringsTheStatusBackAndWithoutTheSecretNothingIsBelieved()
            throws Exception {
        int ticket = oneTicket();
        String draft = get("/api/drafts").path("drafts").path(0).path("id").asString();
        String delivery = "/api/drafts/" + draft + "/delivery";
        fake.change(ticket, 5000);
        String event =
                """
                {"id": 1, "activityType": "NINJA_TICKETING", "statusCode": "TICKET_UPDATED",
                 "data": {"ticket": {"id": %d}}}
                """
                        .formatted(ticket);

        assertThat(server.post("/webhook/ninjaone", event).status()).isEqualTo(401);
        var told = server.post("/webhook/ninjaone", event, "X-Webhook-Secret", NINJA_SECRET);

        assertThat(told.status()).as(told.body()).isEqualTo(202);
        assertThat(told.json().path("tickets").asInt()).isEqualTo(1);
        await().atMost(PATIENCE)
                .until(
                        () ->
                                get(delivery)
                                        .path("ticket")
                                        .path("status")
                                        .asString("")
                                        .equals("Résolu"));
        fake.delete(ticket);
        server.post("/webhook/ninjaone", event, "X-Webhook-Secret", NINJA_SECRET);
        await().atMost(PATIENCE)
                .until(() -> get(delivery).path("ticket").path("deleted").asBoolean(false));
    }

    @Test
    void wishesAreCheckedAndKept() throws Exception {
        oneTicket();
        String draft = get("/api/drafts").path("drafts").path(0).path("id").asString();
        String path = "/api/drafts/" + draft + "/delivery";

        var wrong = server.send("PUT", path, "{\"appendTo\": \"x\", \"attach\": 1}", auth);
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(server.send("PUT", path, "{\"appendTo\": 7}", auth).status()).isEqualTo(409);
        assertThat(get(path).path("attachRecording").isNull()).isTrue();
        assertThat(get(path).path("attaches").asBoolean()).as("as the setting says").isFalse();
        var status = server.send("PUT", path, "{\"finalStatusId\": 5}", auth);

        assertThat(status.status()).as(status.body()).isEqualTo(200);
        assertThat(status.json().path("finalStatusId").asInt()).isEqualTo(5);
        await().atMost(PATIENCE)
                .until(() -> fake.tickets().getFirst().status().name().equals("RESOLVED"));
    }

    private int oneTicket() throws Exception {
        tell("1", "201");
        await().atMost(PATIENCE).until(() -> !fake.tickets().isEmpty());
        allSent();
        return fake.tickets().getFirst().id();
    }

    private void tell(String id, String extension) {
        var told =
                server.post(
                        "/webhook/3cx/call-event",
                        report(id, extension),
                        "X-Webhook-Secret",
                        ConnectedServer.PBX_SECRET);
        assertThat(told.status()).as(told.body()).isEqualTo(201);
    }

    private static String report() {
        return report("1", "201");
    }

    private static String report(String id, String extension) {
        return Journal.GUIDE.write(
                FinishedCall.incoming(
                        id,
                        "0142685300",
                        extension,
                        Instant.now().minusSeconds(90),
                        Duration.ofSeconds(60)));
    }

    private void allSent() {
        await().atMost(PATIENCE)
                .until(
                        () -> {
                            JsonNode entries = get("/api/outbox").path("entries");
                            return !entries.isEmpty()
                                    && entries.valueStream()
                                            .allMatch(
                                                    entry ->
                                                            entry.path("state")
                                                                    .asString("")
                                                                    .equals("sent"));
                        });
    }

    private JsonNode get(String path) {
        var answer = server.get(path, auth);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }
}
