package com.ninja3cx.server.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.server.TestServer;
import com.ninja3cx.server.access.Scope;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TranscriptApiTest {

    private static final String SECRET = "a-secret-of-the-pbx";

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"json", "text", "vtt"})
    void noFormatHandsOutASpokenPasswordOrCardNumber(String format) {
        try (TestServer server = TestServer.start(folder, "WEBHOOK_SECRET", SECRET)) {
            String call = told(server);
            said(server, call, 0, "Mon mot de passe est Tournesol.");
            said(server, call, 1, "Ma carte est la 4111 1111 1111 1111, merci bien.");

            var answer =
                    server.get(
                            "/api/calls/" + call + "/transcript?format=" + format,
                            "Authorization",
                            "Bearer " + server.key(Scope.READ));

            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body())
                    .contains("[mot de passe masqué]", "[carte masquée]", "merci bien")
                    .doesNotContain("Tournesol", "4111", "1111");
        }
    }

    @Test
    void aFormatThatDoesNotExistIsRefusedWithThosePossible() {
        try (TestServer server = TestServer.start(folder, "WEBHOOK_SECRET", SECRET)) {
            var answer =
                    server.get(
                            "/api/calls/" + told(server) + "/transcript?format=pdf",
                            "Authorization",
                            "Bearer " + server.key(Scope.READ));

            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.body()).contains("json, text ou vtt");
        }
    }

    private static String told(TestServer server) {
        String event =
                """
                {"callId": "7", "callerNumber": "0142685300", "agentExtension": "201",
                 "duration": 60, "direction": "inbound"}
                """;
        var told = server.post("/webhook/3cx/call-event", event, "X-Webhook-Secret", SECRET);
        assertThat(told.status()).as(told.body()).isEqualTo(201);
        return told.json().path("call").asString();
    }

    private static void said(TestServer server, String call, int utterance, String text) {
        server.withDatabase(
                handle ->
                        handle.execute(
                                "INSERT INTO segments (call_id, revision, channel, utterance,"
                                        + " start_millis, end_millis, text, language, confidence)"
                                        + " VALUES (?, 'live', 'caller', ?, ?, ?, ?, 'fr', 0.9)",
                                call,
                                utterance,
                                utterance * 5000,
                                utterance * 5000 + 4000,
                                text));
    }
}
