package com.ninja3cx.server.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ninja3cx.server.TestServer;
import com.ninja3cx.server.access.Scope;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A browser that never reads.
class SlowViewerTest {

    private static final int CALLS = 6;

    @TempDir private Path folder;

    /// Reads nothing until it is told to.
    private static final class Reader implements WebSocket.Listener {
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final CompletableFuture<String> first = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();

        @Override
        public void onOpen(WebSocket socket) {
            // Not asking for messages leaves them to the network.
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            if (!first.isDone()) {
                text.append(part);
                if (last) {
                    first.complete(text.toString());
                }
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            closed.completeExceptionally(error);
        }
    }

    private static WebSocket connect(
            TestServer server, HttpClient http, String key, Reader reader) {
        return http.newWebSocketBuilder()
                .header("Authorization", key)
                .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/ws/live"), reader)
                .join();
    }

    private static String event(int call) {
        return """
               {"callId":"%d","caller":"01426853%02d","agentExt":"2%02d","status":"Talking"}
               """
                .formatted(call, call, call);
    }

    @Test
    void aViewerThatNeverReadsIsSentAwayAndFindsEverythingWhenItComesBack() throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        try (TestServer server = TestServer.start(folder, "WEBHOOK_SECRET", "hush")) {
            String key = "Bearer " + server.key(Scope.READ);
            for (int call = 10; call < 10 + CALLS; call++) {
                String id = post(server, call);
                server.withDatabase(handle -> handle.execute(LONG_TALK, id));
            }
            var asleep = new Reader();
            WebSocket slow = connect(server, http, key, asleep);
            await().atMost(Duration.ofSeconds(60)).until(() -> viewers(server, key) == 1);

            for (int round = 0; round < 4; round++) {
                for (int call = 10; call < 10 + CALLS; call++) {
                    post(server, call);
                }
            }
            // Only once the server has given it up: else it might just keep up.
            await().atMost(Duration.ofSeconds(60)).until(() -> viewers(server, key) == 0);
            slow.request(Long.MAX_VALUE / 2);

            assertThat(asleep.closed.get(30, TimeUnit.SECONDS)).isEqualTo(1013);
            var awake = new Reader();
            WebSocket again = connect(server, http, key, awake);
            again.request(1);
            assertThat(awake.first.get(30, TimeUnit.SECONDS))
                    .contains("\"type\":\"snapshot\"", "word 19999", "\"sequence\":0");
        } finally {
            // An orderly end would wait for the reader that does not read.
            http.shutdownNow();
        }
    }

    private static int viewers(TestServer server, String key) {
        return server.get("/metrics", "Authorization", key)
                .body()
                .lines()
                .filter(line -> line.contains("live_viewers ") && !line.startsWith("#"))
                .mapToInt(line -> (int) Double.parseDouble(line.split(" ")[1]))
                .findFirst()
                .orElseThrow();
    }

    /// About three megabytes of words.
    private static final String LONG_TALK =
            """
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 19999)
            INSERT INTO segments (call_id, revision, channel, utterance, start_millis, end_millis,
                text, language, confidence)
            SELECT ?, 'live', 'caller', i, i * 1000, i * 1000 + 900, 'word ' || i, 'en', 0.9 FROM n
            """;

    private static String post(TestServer server, int call) {
        return server.post("/webhook/3cx/call-event", event(call), "X-Webhook-Secret", "hush")
                .json()
                .get("call")
                .asString();
    }
}
