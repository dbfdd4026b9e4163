package com.ninja3cx.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.server.TestServer;
import com.ninja3cx.server.access.Scope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class WebhookTest {

    private static final String EVENT = "/webhook/3cx/call-event";
    private static final String GUIDE =
            """
            {"callId": "TEST-123", "caller": "+33123456789", "callee": "+33987654321",
             "agentExt": "201", "agentMail": "agent@company.com", "direction": "Inbound",
             "duration": "00:02:30", "endUtc": "2025-07-16T14:30:00Z"}
            """;

    @TempDir private Path folder;
    private TestServer server;
    private String key;

    @BeforeEach
    void start() {
        server = TestServer.start(folder, "WEBHOOK_SECRET", "hush-hush");
        key = "Bearer " + server.key(Scope.READ);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonNode calls() {
        return server.get("/api/calls", "Authorization", key).json().get("calls");
    }

    private TestServer.Answer trusted(String json) {
        return server.post(EVENT, json, "X-Webhook-Secret", "hush-hush");
    }

    @Test
    void theGuidesTestCallIsShownAsTest() {
        TestServer.Answer answer = server.post(EVENT, GUIDE);

        assertThat(answer.status()).isEqualTo(201);
        JsonNode call = calls().get(0);
        assertThat(call.get("trust").asString()).isEqualTo("TEST");
        assertThat(call.get("caller").asString()).isEqualTo("+33123456789");
        assertThat(call.get("durationSeconds").asInt()).isEqualTo(150);
        assertThat(call.get("startedAt").asString()).isEqualTo("2025-07-16T14:27:30Z");
        assertThat(call.get("state").asString()).isEqualTo("ENDED");
    }

    @Test
    void theSameEventTenTimesAtOnceAndAfterARestartIsOneCall() throws Exception {
        List<Callable<Integer>> posts = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            posts.add(() -> trusted(GUIDE.replace("TEST-123", "77")).status());
        }

        try (var threads = Executors.newFixedThreadPool(10)) {
            for (var each : threads.invokeAll(posts)) {
                assertThat(each.get()).isIn(200, 201);
            }
        }
        server.restart();
        assertThat(trusted(GUIDE.replace("TEST-123", "77")).json().get("repeated").asBoolean())
                .isTrue();

        assertThat(calls()).hasSize(1);
    }

    @Test
    void withoutSecretACallIsUnverifiedAndWithItTrusted() {
        server.post(EVENT, GUIDE.replace("TEST-123", "1"));
        assertThat(calls().get(0).get("trust").asString()).isEqualTo("UNVERIFIED");

        server.post(
                EVENT + "?secret=hush-hush", GUIDE.replace("TEST-123", "2").replace("201", "202"));
        server.post(
                EVENT,
                GUIDE.replace("TEST-123", "3").replace("201", "203"),
                "Authorization",
                "Bearer hush-hush");

        assertThat(calls().findValuesAsString("trust"))
                .containsExactlyInAnyOrder("UNVERIFIED", "TRUSTED", "TRUSTED");
    }

    @Test
    void aTrustedRepetitionMakesAnUnverifiedCallTrusted() {
        server.post(EVENT, GUIDE.replace("TEST-123", "1"));
        trusted(GUIDE.replace("TEST-123", "1"));

        assertThat(calls()).hasSize(1);
        assertThat(calls().get(0).get("trust").asString()).isEqualTo("TRUSTED");
    }

    @Test
    void aStrangerChangesNothingInATrustedCall() {
        trusted(GUIDE.replace("TEST-123", "1").replace("\"+33123456789\"", "null"));
        server.post(EVENT, GUIDE.replace("TEST-123", "1"));

        assertThat(calls()).hasSize(1);
        assertThat(calls().get(0).get("caller").isNull()).isTrue();
    }

    @Test
    void aWrongSecretIsToldButTheEventIsKept() {
        TestServer.Answer answer =
                server.post(EVENT, GUIDE.replace("TEST-123", "1"), "X-Webhook-Secret", "something");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(calls()).hasSize(1);
        assertThat(calls().get(0).get("trust").asString()).isEqualTo("UNVERIFIED");
    }

    @Test
    void variablesLeftStandingCountAsMissing() {
        TestServer.Answer answer =
                trusted(
                        """
                        {"callId": "[CallID]", "caller": "+33123456789", "callee": "[CalledNumber]",
                         "agentExt": "[AgentNumber]", "agentMail": "[AgentEmail]",
                         "direction": "[CallDirection]", "duration": "[Duration]",
                         "wav": "[RecordingURL]", "endUtc": "[CallEndTimeUTC]",
                         "startTime": "[CallStartTimeUTC]", "status": "[CallStatus]"}
                        """);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().get("notes")).hasSize(10);
        JsonNode call = calls().get(0);
        assertThat(call.get("pbxCallId").isNull()).isTrue();
        assertThat(call.get("callee").isNull()).isTrue();
    }

    @Test
    void aTemplateOfNothingButVariablesIsRefusedFieldByFieldAndKept() {
        TestServer.Answer answer =
                server.post(
                        EVENT,
                        "{\"callId\":\"[CallID]\",\"caller\":\"[CallerNumber]\"}",
                        "Accept-Language",
                        "en");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("errors")).hasSize(2);
        assertThat(answer.body()).contains("the PBX sent [CallID] instead of a value");
        assertThat(calls()).isEmpty();
    }

    @Test
    void aDisplayNameInPlaceOfTheNumberIsTakenAsName() {
        trusted("{\"callId\":\"5\",\"caller\":\"Jean Dupont\",\"agentMail\":\"204\"}");

        JsonNode call = calls().get(0);
        assertThat(call.get("callerName").asString()).isEqualTo("Jean Dupont");
        assertThat(call.get("caller").isNull()).isTrue();
        assertThat(call.get("agentExtension").asString()).isEqualTo("204");
        assertThat(call.get("missing").values())
                .extracting(JsonNode::asString)
                .contains("CALLER_NUMBER");
    }

    @Test
    void unknownAndOddFieldsAreNoHindrance() {
        TestServer.Answer answer =
                trusted(
                        """
                        {"CallId": 17, "caller": 33123456789, "agentExt": 201, "duration": 150,
                         "new": {"a": [1, 2]}, "callee": {"x": 1}, "status": "Notanswered"}
                        """);

        assertThat(answer.status()).isEqualTo(201);
        JsonNode call = calls().get(0);
        assertThat(call.get("missed").asBoolean()).isTrue();
        assertThat(call.get("durationSeconds").asInt()).isEqualTo(150);
        assertThat(call.get("pbxCallId").asString()).isEqualTo("17");
    }

    @Test
    void aTransferredCallIsOneCallOwnedByTheLastTechnician() {
        trusted(
                """
                {"caller": "0142685300", "agentExt": "201", "duration": "00:01:00",
                 "startTime": "2026-01-05T10:00:00Z", "endUtc": "2026-01-05T10:01:00Z"}
                """);
        trusted(
                """
                {"caller": "+33142685300", "agentExt": "202", "duration": "00:02:00",
                 "startTime": "2026-01-05T10:01:05Z", "endUtc": "2026-01-05T10:03:05Z"}
                """);

        assertThat(calls()).hasSize(1);
        assertThat(calls().get(0).get("agentExtension").asString()).isEqualTo("202");
        assertThat(calls().get(0).get("durationSeconds").asInt()).isEqualTo(185);
    }

    @Test
    void twoAnsweredCallsSideBySideFromOneCompanyStayTwo() {
        String call =
                """
                {"caller": "0142685300", "agentExt": "201", "duration": "00:05:00",
                 "startTime": "2026-01-05T10:00:00Z", "endUtc": "2026-01-05T10:05:00Z"}
                """;
        trusted(call);
        trusted(call.replace("201", "202").replace("10:00:00", "10:02:00"));

        assertThat(calls()).hasSize(2);
    }

    @Test
    void aCounterThatStartsAgainMakesAnotherCall() {
        trusted(
                "{\"callId\":\"12\",\"caller\":\"0142685300\",\"endUtc\":\"2026-01-05T10:05:00Z\"}");
        trusted(
                "{\"callId\":\"12\",\"caller\":\"0155667788\",\"endUtc\":\"2026-01-09T10:05:00Z\"}");

        assertThat(calls()).hasSize(2);
    }

    @Test
    void aTestPostSaysWhatWasUnderstoodAndStoresNothing() {
        TestServer.Answer answer = server.post("/webhook/3cx/test", GUIDE);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("understood").get("agentExtension").asString())
                .isEqualTo("201");
        assertThat(calls()).isEmpty();
        assertThat(server.get("/webhook/3cx/health").json().get("secret").asString())
                .isEqualTo("set");
    }

    @Test
    void lookingAtTheAddressIsAnsweredInWords() {
        assertThat(server.send("HEAD", EVENT, null).status()).isEqualTo(405);

        TestServer.Answer answer = server.get(EVENT, "Accept-Language", "en-GB");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.response().headers().firstValue("Allow")).hasValue("POST");
        assertThat(answer.body()).contains("GET is not possible here; possible: POST");
    }
}
