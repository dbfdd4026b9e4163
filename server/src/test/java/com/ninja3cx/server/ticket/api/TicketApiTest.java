package com.ninja3cx.server.ticket.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ninja3cx.server.TestServer;
import com.ninja3cx.server.access.Scope;
import com.ninja3cx.simulator.ninjaone.FakeNinjaOne;
import com.ninja3cx.simulator.ninjaone.Fault;
import com.ninja3cx.simulator.ninjaone.Options;
import com.ninja3cx.simulator.ninjaone.Ticket;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class TicketApiTest {

    private static final String GUIDE =
            """
            {"boardId": 5, "title": "Test ticket", "description": "Test de création",
             "priorityId": 2, "statusId": 1}
            """;

    @TempDir Path folder;
    private FakeNinjaOne fake;
    private TestServer server;
    private String[] auth;

    @BeforeEach
    void start() throws IOException {
        fake = FakeNinjaOne.start(0, Options.strict(InstantSource.system()));
        server = server("NINJA_ORGANIZATION_ID", "1");
    }

    private TestServer server(String... more) {
        String[] all = {"COUNTDOWN_SECONDS", "1"};
        all = Arrays.copyOf(all, all.length + more.length);
        System.arraycopy(more, 0, all, all.length - more.length, more.length);
        TestServer started = ConnectedServer.start(folder, fake, all);
        auth = ConnectedServer.auth(started);
        return started;
    }

    @AfterEach
    void stop() {
        server.close();
        fake.close();
    }

    @Test
    void theGuidesTicketIsCreatedAndAnsweredWithIdAndLink() {
        var answer = server.post("/api/tickets", GUIDE, auth);

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        Ticket ticket = fake.tickets().getFirst();
        assertThat(answer.json().path("id").asInt()).isEqualTo(ticket.id());
        assertThat(answer.json().path("url").asString())
                .isEqualTo(fake.baseUri() + "/#/ticketing/ticket/" + ticket.id());
        assertThat(ticket.subject())
                .isEqualTo("Test ticket " + answer.json().path("reference").asString());
        assertThat(ticket.priority()).isEqualTo("MEDIUM");
        assertThat(ticket.status().name()).isEqualTo("NEW");
        assertThat(ticket.clientId()).isEqualTo(1);
        assertThat(fake.notes(ticket.id()).getFirst().entry().publicEntry()).isFalse();
    }

    @Test
    void theSameIdempotencyKeyMakesOneTicketEvenAtTheSameTime() throws Exception {
        String[] headers = {auth[0], auth[1], "Idempotency-Key", "order-1"};
        Callable<Integer> post =
                () -> server.post("/api/tickets", GUIDE, headers).json().path("id").asInt();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var ids = threads.invokeAll(IntStream.range(0, 6).mapToObj(i -> post).toList());
            for (var id : ids) {
                assertThat(id.get()).isEqualTo(fake.tickets().getFirst().id());
            }
        }

        assertThat(fake.tickets()).hasSize(1);
        var other = server.post("/api/tickets", "{\"title\": \"Autre\"}", headers);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().path("code").asString()).isEqualTo("idempotency_conflict");
    }

    @Test
    void whileNinjaOneIsAwayTheQueueEntryIsTheAnswer() {
        fake.faults().always("POST /ticketing/ticket", new Fault.TooManyRequests(null));

        var answer = server.post("/api/tickets", GUIDE, auth);

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        JsonNode entry = answer.json().path("entry");
        assertThat(entry.path("state").asString()).isEqualTo("ready");
        var looked = server.get("/api/outbox/" + entry.path("id").asString(), auth);
        assertThat(looked.json().path("attempts").size()).isEqualTo(1);
        assertThat(looked.json().path("reason").asString()).contains("NinjaOne");
        assertThat(server.get("/api/outbox?state=ready", auth).json().path("entries").size())
                .isEqualTo(1);
    }

    @Test
    void allWrongFieldsAreNamedAtOnce() {
        var answer =
                server.post(
                        "/api/tickets",
                        "{\"title\": \" \", \"priorityId\": 9, \"boardId\": \"x\", \"prio\": 1}",
                        auth[0],
                        auth[1],
                        "Accept-Language",
                        "en");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.response().headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/problem+json");
        assertThat(answer.json().path("errors"))
                .extracting(error -> error.path("field").asString())
                .containsExactlyInAnyOrder("title", "priorityId", "boardId", "prio");
        assertThat(fake.tickets()).isEmpty();
    }

    @Test
    void withoutAKeyOrWithTheWrongScopeNothingHappens() {
        assertThat(server.post("/api/tickets", GUIDE).status()).isEqualTo(401);
        assertThat(
                        server.post(
                                        "/api/tickets",
                                        GUIDE,
                                        "Authorization",
                                        "Bearer " + server.key(Scope.READ))
                                .status())
                .isEqualTo(403);
        assertThat(server.post("/api/tickets", "{\"title\":", auth).status()).isEqualTo(400);
        assertThat(server.get("/api/drafts/none", auth).status()).isEqualTo(404);
        assertThat(server.post("/api/outbox/none/retry", "{}", auth).status()).isEqualTo(404);
        assertThat(fake.tickets()).isEmpty();
    }

    @Test
    void withoutNinjaOneSettingsATicketWaitsAndTheMissingOnesAreNamed() {
        try (var bare = TestServer.start(folder.resolve("bare"))) {
            String key = "Bearer " + bare.key(Scope.TICKETS);
            var answer = bare.post("/api/tickets", GUIDE, "Authorization", key);

            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.json().path("note").asString())
                    .contains("NINJA_CLIENT_ID", "NINJA_CLIENT_SECRET", ".env");
            bare.restart();
            String entry = answer.response().headers().firstValue("Location").orElseThrow();
            assertThat(bare.get(entry, "Authorization", key).json().path("state").asString())
                    .isEqualTo("ready");
        }
    }

    @Test
    void theGuidesWebhookBecomesADraftAndOneTicketForTheRightPerson() {
        for (int i = 0; i < 5; i++) {
            webhook("call-1", "+33142685300");
        }

        await().atMost(Duration.ofSeconds(20)).until(() -> fake.tickets().size() == 1);
        Ticket ticket = fake.tickets().getFirst();
        assertThat(ticket.clientId()).isEqualTo(12);
        assertThat(ticket.subject()).startsWith("Appel de Julien Martin");
        webhook("call-1", "+33142685300");
        String draft = draftOf(ticket);
        await().untilAsserted(
                        () -> assertThat(draft(draft).path("state").asString()).isEqualTo("sent"));
        assertThat(fake.tickets()).hasSize(1);
    }

    @Test
    void aDraftIsHeldCorrectedAndSentByAPerson() {
        server.close();
        server = server("COUNTDOWN_SECONDS", "off");
        webhook("call-2", "+33142685300");
        String id = await().until(this::onlyDraft, found -> !found.isEmpty());
        await().until(() -> draft(id).path("state").asString().equals("held"));

        var wrong = send("PATCH", id, "{\"priority\": \"extreme\", \"category\": \"?\"}");
        assertThat(wrong.json().path("errors").size()).isEqualTo(2);
        var edited =
                send(
                        "PATCH",
                        id,
                        "{\"title\": \"Toner vide\", \"priority\": \"high\","
                                + " \"requesterUid\": \"5b0f7b52-3f0e-4c39-9a52-0a8f3d6f1c03\"}");
        assertThat(edited.json().path("requester").path("name").asString())
                .isEqualTo("Marc Girard");
        assertThat(edited.json().path("organisation").path("id").asInt()).isEqualTo(17);

        assertThat(server.post("/api/drafts/" + id + "/send", "{}", auth).status()).isEqualTo(200);
        await().until(() -> fake.tickets().size() == 1);
        Ticket ticket = fake.tickets().getFirst();
        assertThat(ticket.subject()).startsWith("Toner vide [3CX-");
        assertThat(ticket.priority()).isEqualTo("HIGH");
        assertThat(ticket.clientId()).isEqualTo(17);
        await().until(() -> draft(id).path("state").asString().equals("sent"));
        assertThat(send("PATCH", id, "{\"title\": \"x\"}").status()).isEqualTo(409);
        assertThat(server.post("/api/drafts/" + id + "/discard", "{}", auth).status())
                .isEqualTo(409);
    }

    @Test
    void whatNinjaOneRefusedIsCorrectedAndSentAgainByAPerson() {
        var answer =
                server.post(
                        "/api/tickets", "{\"title\": \"Panne\", \"organizationId\": 999}", auth);
        assertThat(answer.status()).isEqualTo(202);
        String entry = answer.json().path("entry").path("id").asString();
        String draft = answer.json().path("draft").asString();
        await().until(
                        () ->
                                server.get("/api/outbox/" + entry, auth)
                                        .json()
                                        .path("state")
                                        .asString()
                                        .equals("parked"));

        assertThat(send("PATCH", draft, "{\"organisationId\": 12}").status()).isEqualTo(200);
        assertThat(server.post("/api/outbox/" + entry + "/retry", "{}", auth).status())
                .isEqualTo(202);

        await().until(() -> fake.tickets().size() == 1);
        assertThat(fake.tickets().getFirst().clientId()).isEqualTo(12);
        await().until(
                        () ->
                                server.post("/api/outbox/" + entry + "/retry", "{}", auth)
                                        .json()
                                        .path("code")
                                        .asString()
                                        .equals("entry_over"));
    }

    @Test
    void whatIsUncertainIsNeverSentBlindlyHoweverHardSomebodyAsks() {
        fake.faults().next("POST /ticketing/ticket", new Fault.DropConnection());
        var answer = server.post("/api/tickets", GUIDE, auth);
        String entry = answer.json().path("entry").path("id").asString();

        assertThat(server.post("/api/outbox/" + entry + "/retry", "{}", auth).status())
                .isEqualTo(409);
        assertThat(server.post("/api/outbox/" + entry + "/search", "{}", auth).status())
                .isEqualTo(202);
        await().until(
                        () ->
                                server.get("/api/outbox/" + entry, auth)
                                                .json()
                                                .path("searches")
                                                .asInt()
                                        > 0);
        assertThat(fake.tickets()).isEmpty();
    }

    private void webhook(String call, String caller) {
        var answer =
                server.post(
                        "/webhook/3cx/call-event",
                        """
                        {"callId": "%s", "caller": "%s", "callee": "+33987654321",
                         "agentExt": "201", "agentMail": "claire.petit@rivage.example",
                         "direction": "Inbound", "duration": "00:02:30", "endUtc": "%s"}
                        """
                                .formatted(call, caller, InstantSource.system().instant()),
                        "X-Webhook-Secret",
                        "a-secret-of-the-pbx");
        assertThat(answer.status()).as(answer.body()).isBetween(200, 202);
    }

    private TestServer.Answer send(String method, String draft, String body) {
        return server.send(method, "/api/drafts/" + draft, body, auth);
    }

    private JsonNode draft(String id) {
        return server.get("/api/drafts/" + id, auth).json();
    }

    private String onlyDraft() {
        JsonNode drafts = server.get("/api/drafts", auth).json().path("drafts");
        return drafts.isEmpty() ? "" : drafts.get(0).path("id").asString();
    }

    private String draftOf(Ticket ticket) {
        JsonNode entries = server.get("/api/outbox", auth).json().path("entries");
        for (JsonNode entry : entries) {
            if (entry.path("ticket").asInt() == ticket.id()) {
                return entry.path("draft").asString();
            }
        }
        throw new AssertionError("no entry for ticket " + ticket.id());
    }
}
