package com.ninja3cx.simulator.ninjaone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class FakeNinjaOneTicketTest {

    private static final String JULIEN = "5b0f7b52-3f0e-4c39-9a52-0a8f3d6f1c01";
    private static final String GOOD =
            """
            {"clientId": 12, "ticketFormId": 1, "subject": "Imprimante en panne [3CX-7K2M]",
             "status": "1000", "type": "INCIDENT", "priority": "HIGH", "requesterUid": "%s",
             "description": {"public": false, "body": "bourrage"}, "tags": ["3cx"]}
            """
                    .formatted(JULIEN);

    private final MovableClock clock = new MovableClock();
    private FakeNinjaOne ninja;
    private Caller caller;

    @BeforeEach
    void start() throws Exception {
        ninja = FakeNinjaOne.start(0, Options.strict(clock));
        caller = Caller.technician(ninja);
    }

    @AfterEach
    void stop() {
        ninja.close();
    }

    @Test
    void aGoodTicketIsStoredAndShownUnderBothPrefixes() throws Exception {
        HttpResponse<String> created = caller.post("/v2/ticketing/ticket", GOOD);
        int id = Caller.json(created).get("id").intValue();

        JsonNode read = Caller.json(caller.get("/api/v2/ticketing/ticket/" + id));

        assertThat(created.statusCode()).isEqualTo(200);
        assertThat(read.get("status").get("statusId").intValue()).isEqualTo(1000);
        assertThat(read.get("requesterUid").asString()).isEqualTo(JULIEN);
        assertThat(read.get("version").intValue()).isEqualTo(1);
        assertThat(ninja.tickets()).singleElement().extracting(Ticket::clientId).isEqualTo(12);
        assertThat(ninja.notes(id)).singleElement().extracting(Note::text).isEqualTo("bourrage");
        assertThat(ninja.mails()).isEmpty();
    }

    @Test
    void theAddressOfATicketOpensAPageThatReadsIt() throws Exception {
        int id = Caller.json(caller.post("/v2/ticketing/ticket", GOOD)).get("id").intValue();

        HttpResponse<String> page = caller.get("/");
        JsonNode row = Caller.json(caller.get("/simulator/tickets")).get(0);

        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(page.body()).contains("ticketing", "ticket", "/simulator/tickets");
        assertThat(row.get("ticket").get("id").intValue()).isEqualTo(id);
        assertThat(row.get("organisation").asString()).isEqualTo("Société Dupont");
        assertThat(row.get("requester").asString()).isEqualTo("Julien Martin");
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "clientId | null",
                "clientId | '\"12\"'",
                "clientId | 999",
                "ticketFormId | 3",
                "ticketFormId | 2",
                "subject | null",
                "subject | 7",
                "subject | '\" \"'",
                "status | null",
                "status | '\"4711\"'",
                "status | '{\"statusId\":1000}'",
                "type | '\"BUG\"'",
                "priority | '\"CRITICAL\"'",
                "priority | 2",
                "severity | '\"HIGH\"'",
                "requesterUid | '\"nobody\"'",
                "assignedAppUserId | 61",
                "assignedAppUserId | 9",
                "description | '{\"body\":\"without public\"}'",
                "description | '{\"public\":\"no\"}'",
                "description | '\"text\"'",
                "description | '{\"public\":false,\"text\":\"x\"}'",
                "tags | '\"3cx\"'",
                "tags | '[1]'",
                "cc | '[\"a@b.c\"]'",
                "cc | '{\"emails\":[\"nobody\"]}'",
                "attributes | '[{\"attributeId\":99,\"value\":\"x\"}]'",
                "attributes | '[{\"attributeId\":11}]'",
                "nodeId | 301",
                "locationId | 102",
                "parentTicketId | 5",
                "followupTime | '\"tomorrow\"'",
                "boardId | 5",
                "title | '\"Imprimante\"'",
                "priorityId | 2",
                "statusId | 1",
                "contactId | 201"
            })
    void aFieldOutsideTheSchemaOrTheTenantIsRefused(String field, String value) throws Exception {
        var body = (ObjectNode) Json.MAPPER.readTree(GOOD);
        body.set(field, Json.MAPPER.readTree(value));

        HttpResponse<String> reply = caller.post("/v2/ticketing/ticket", body.toString());

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body())
                .contains(field.equals("ticketFormId") && value.equals("2") ? "attr" : field)
                .contains("incidentId");
        assertThat(ninja.tickets()).isEmpty();
    }

    @Test
    void aSubjectMayHave200CharactersAndNoMore() throws Exception {
        var body = (ObjectNode) Json.MAPPER.readTree(GOOD);

        body.put("subject", "é".repeat(201));
        assertThat(caller.post("/v2/ticketing/ticket", body.toString()).body()).contains("subject");
        body.put("subject", "é".repeat(200));
        assertThat(caller.post("/v2/ticketing/ticket", body.toString()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void requiredFormFieldsMustComeWithValuesThatFit() throws Exception {
        var body = (ObjectNode) Json.MAPPER.readTree(GOOD);
        body.put("ticketFormId", 2);
        String values = "[{\"attributeId\":21,\"value\":\"%s\"},{\"attributeId\":22,\"value\":3}]";

        body.set("attributes", Json.MAPPER.readTree(values.formatted("Agence")));
        assertThat(caller.post("/v2/ticketing/ticket", body.toString()).statusCode())
                .isEqualTo(400);
        body.set(
                "attributes",
                Json.MAPPER.readTree(values.formatted("0c9f4ab1-13d8-4c0e-8f3e-2f0a5f5b0002")));
        assertThat(caller.post("/v2/ticketing/ticket", body.toString()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aBodyThatIsNoJsonIsRefused() throws Exception {
        assertThat(caller.post("/v2/ticketing/ticket", "{\"clientId\":").statusCode())
                .isEqualTo(400);
        assertThat(caller.post("/v2/ticketing/ticket", "[]").statusCode()).isEqualTo(400);
        assertThat(caller.multipart("/v2/ticketing/ticket", GOOD).statusCode()).isEqualTo(415);
    }

    @Test
    void pathsOfTheGuideThatDoNotExistAreNotFound() throws Exception {
        for (String path :
                List.of(
                        "/api/v2/ticketing/contacts",
                        "/api/v2/ticketing/boards",
                        "/v2/ticketing/tickets",
                        "/v2/ticketing/trigger/board")) {
            HttpResponse<String> reply = caller.get(path);
            assertThat(reply.statusCode()).as(path).isEqualTo(404);
            assertThat(reply.body()).contains("HTTP 404 Not Found");
        }
        assertThat(caller.get("/v2/ticketing/ticket/5").body()).contains("TICKET_NOT_FOUND");
    }

    @Test
    void aChangeNeedsTheLatestVersionAndAllRequiredFields() throws Exception {
        int id = Caller.json(caller.post("/v2/ticketing/ticket", GOOD)).get("id").intValue();
        var body = (ObjectNode) Json.MAPPER.readTree(GOOD);
        body.remove("description");
        String path = "/v2/ticketing/ticket/" + id;

        assertThat(caller.put(path, body.toString()).body()).contains("version");
        body.put("version", 7);
        assertThat(caller.put(path, body.toString()).statusCode()).isEqualTo(409);
        body.put("version", 1).put("status", "6000");
        assertThat(caller.put(path, body.toString()).body()).contains("closed directly");
        body.put("status", "5000");
        JsonNode changed = Caller.json(caller.put(path, body.toString()));
        assertThat(changed.get("version").intValue()).isEqualTo(2);
        assertThat(changed.get("status").get("name").asString()).isEqualTo("RESOLVED");
        body.put("version", 2).remove("requesterUid");
        assertThat(caller.put(path, body.toString()).body()).contains("requesterUid");
    }

    @Test
    void aCommentComesInPartsAndAnswersNothing() throws Exception {
        int id = Caller.json(caller.post("/v2/ticketing/ticket", GOOD)).get("id").intValue();
        String path = "/v2/ticketing/ticket/" + id + "/comment";
        String parts =
                """
                --XYZ
                Content-Disposition: form-data; name="comment"
                Content-Type: %s

                {"public": %s, "body": "suite", "timeTracked": 90}
                --XYZ
                Content-Disposition: form-data; name="files"; filename="appel é.txt"
                Content-Type: text/plain

                bonjour
                --XYZ--
                """;

        HttpResponse<String> asJson = caller.post(path, "{\"public\":false,\"body\":\"x\"}");
        HttpResponse<String> wrongPart =
                caller.multipart(path, parts.formatted("text/plain", "false"));
        HttpResponse<String> good =
                caller.multipart(path, parts.formatted("application/json", "false"));

        assertThat(asJson.statusCode()).isEqualTo(415);
        assertThat(wrongPart.statusCode()).isEqualTo(415);
        assertThat(good.statusCode()).isEqualTo(204);
        assertThat(good.body()).isEmpty();
        Note note = ninja.notes(id).getLast();
        assertThat(note.text()).isEqualTo("suite");
        assertThat(note.entry().timeTracked()).isEqualTo(90);
        assertThat(note.files()).singleElement().extracting("fileName").isEqualTo("appel é.txt");
        assertThat(note.files().getFirst().content()).isEqualTo("bonjour".getBytes());
        JsonNode log = Caller.json(caller.get("/v2/ticketing/ticket/" + id + "/log-entry"));
        assertThat(log).hasSize(2);
        assertThat(log.get(0).get("type").asString()).isEqualTo("COMMENT");
    }

    @Test
    void whatIsPublicMailsTheCustomer() throws Exception {
        caller.post("/v2/ticketing/ticket", GOOD.replace("\"public\": false", "\"public\": true"));

        assertThat(ninja.mails())
                .singleElement()
                .extracting(Mail::to)
                .isEqualTo("julien.martin@dupont.example");
    }

    @Test
    void aBoardShowsItsOwnColumnsAndThoseAskedFor() throws Exception {
        caller.post("/v2/ticketing/ticket", GOOD);

        JsonNode bare = Caller.json(caller.post("/v2/ticketing/trigger/board/2/run", "{}"));
        JsonNode more =
                Caller.json(
                        caller.post(
                                "/v2/ticketing/trigger/board/2/run",
                                "{\"includeColumns\":[\"id\",\"tags\"]}"));

        assertThat(bare.get("data").get(0).has("id")).isFalse();
        assertThat(bare.get("data").get(0).get("status").get("displayName").asString())
                .isEqualTo("Nouveau");
        assertThat(more.get("data").get(0).get("tags").get(0).asString()).isEqualTo("3cx");
        assertThat(more.get("data").get(0).get("summary").asString()).contains("[3CX-7K2M]");
    }

    @Test
    void aBoardIsReadPageByPageUntilNothingComes() throws Exception {
        for (int i = 0; i < 5; i++) {
            caller.post("/v2/ticketing/ticket", GOOD);
            clock.forward(Duration.ofSeconds(1));
        }
        int cursor = 0;
        int rows = 0;
        int pages = 0;
        JsonNode page;
        do {
            page =
                    Caller.json(
                            caller.post(
                                    "/v2/ticketing/trigger/board/4/run",
                                    "{\"pageSize\":2,\"lastCursorId\":%d}".formatted(cursor)));
            rows += page.get("data").size();
            cursor = page.get("metadata").get("lastCursorId").intValue();
            pages++;
        } while (!page.get("data").isEmpty());

        assertThat(rows).isEqualTo(5);
        assertThat(pages).isEqualTo(4);
    }

    @Test
    void filtersByStatusAreABareRefusal() throws Exception {
        HttpResponse<String> reply =
                caller.post(
                        "/v2/ticketing/trigger/board/2/run",
                        "{\"filters\":[{\"field\":\"status\",\"operator\":\"is\",\"value\":\"1000\"}]}");

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).isEmpty();
    }

    @Test
    void aBoardMayLagOrHide() throws Exception {
        Board lagging = ninja.boards().get(1).withLag(Duration.ofSeconds(30));
        ninja.add(lagging);
        caller.post("/v2/ticketing/ticket", GOOD);

        assertThat(rows(lagging.id())).isZero();
        clock.forward(Duration.ofSeconds(30));
        assertThat(rows(lagging.id())).isEqualTo(1);
        assertThat(rows(5)).isEqualTo(1);
        ninja.add(new Board(9, "Rien", false, List.of("id"), Board.Shows.NOTHING, Duration.ZERO));
        assertThat(rows(9)).isZero();
    }

    @Test
    void organisationsComeInPages() throws Exception {
        JsonNode first = Caller.json(caller.get("/v2/organizations?pageSize=4"));
        JsonNode rest =
                Caller.json(
                        caller.get(
                                "/v2/organizations?pageSize=4&after="
                                        + first.get(3).get("id").intValue()));

        assertThat(first).hasSize(4);
        assertThat(rest).hasSize(ninja.organisations().size() - 4);
    }

    private int rows(int board) throws Exception {
        return Caller.json(caller.post("/v2/ticketing/trigger/board/" + board + "/run", "{}"))
                .get("data")
                .size();
    }
}
