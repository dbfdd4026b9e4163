package com.ninja3cx.server.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ninja3cx.protocol.AgentMessage;
import com.ninja3cx.protocol.Channel;
import com.ninja3cx.server.TestServer;
import com.ninja3cx.server.access.Scope;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LiveHubTest {

    private static final int RATE = 16_000;

    @TempDir private Path folder;
    private TestServer server;
    private String key;

    @BeforeEach
    void start() {
        server = TestServer.start(folder);
        key = server.key(Scope.READ);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /// A browser's connection.
    private static final class Viewer implements WebSocket.Listener, AutoCloseable {
        private final HttpClient http = HttpClient.newHttpClient();
        private final LinkedBlockingQueue<JsonNode> inbox = new LinkedBlockingQueue<>();
        private final List<JsonNode> seen = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();

        Viewer(TestServer server, Map<String, String> headers) {
            var builder = http.newWebSocketBuilder();
            headers.forEach(builder::header);
            URI uri = URI.create("ws://127.0.0.1:" + server.port() + "/ws/live");
            builder.buildAsync(uri, this).join();
        }

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                inbox.add(new JsonMapper().readTree(text.toString()));
                text.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        JsonNode await(String type, Predicate<JsonNode> matching) {
            try {
                while (true) {
                    JsonNode next = inbox.poll(10, TimeUnit.SECONDS);
                    if (next == null) {
                        throw new AssertionError("no " + type + " came, but " + seen);
                    }
                    seen.add(next);
                    if (next.get("type").asString().equals(type) && matching.test(next)) {
                        return next;
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }

        JsonNode await(String type) {
            return await(type, each -> true);
        }

        @Override
        public void close() {
            http.shutdownNow();
        }
    }

    private Viewer viewer() {
        return new Viewer(server, Map.of("Authorization", "Bearer " + key));
    }

    private AgentClient speaking(int seconds) {
        var agent = new AgentClient(server, server.key(Scope.AGENT)).hello();
        agent.call("a", null);
        agent.stream(1, "a", Channel.SPEAKER, RATE);
        agent.sound(1, 0, seconds * RATE, RATE, 0.5f);
        return agent;
    }

    @Test
    void aPageSeesACallFromItsFirstWordToItsText() {
        try (Viewer viewer = viewer()) {
            JsonNode snapshot = viewer.await("snapshot");
            assertThat(snapshot.get("sequence").asInt()).isZero();
            assertThat(snapshot.get("speech").get("state").asString()).isEqualTo("ready");

            try (AgentClient agent = speaking(2)) {
                viewer.await("call");
                JsonNode partial = viewer.await("partial");
                assertThat(partial.get("channel").asString()).isEqualTo("caller");
                JsonNode last =
                        viewer.await("final", each -> each.get("startMillis").asInt() == 1000);
                assertThat(last.get("text").asString()).isEqualTo("s1 max0.50");

                agent.send(new AgentMessage.CallEnded("a", Instant.now()));

                JsonNode done =
                        viewer.await(
                                "call",
                                each ->
                                        each.get("call")
                                                .get("transcriptState")
                                                .asString()
                                                .equals("DONE"));
                assertThat(done.get("call").get("segments").findValuesAsString("text"))
                        .containsExactly("2000 ms max0.50");
                assertThat(done.get("call").get("partials")).isEmpty();
            }
            assertThat(viewer.seen)
                    .extracting(each -> each.get("sequence").asInt())
                    .isEqualTo(
                            java.util.stream.IntStream.range(0, viewer.seen.size())
                                    .boxed()
                                    .toList());
        }
    }

    @Test
    void whoComesLaterSeesWhatWasSaidAndWhatIsBeingSaid() {
        try (AgentClient agent = speaking(2)) {
            agent.sound(1, 2 * RATE, RATE * 7 / 10, RATE, 0.5f);
            agent.await(
                    com.ninja3cx.protocol.ServerMessage.Partial.class,
                    each -> each.utterance() == 2);

            try (Viewer viewer = viewer()) {
                JsonNode call = viewer.await("snapshot").get("calls").get(0);
                assertThat(call.get("segments")).hasSize(2);
                if (call.get("partials").isEmpty()) {
                    viewer.await("partial");
                }
            }
        }
    }

    @Test
    void whoIsInWhichFieldOfADraftIsToldToEverybodyWhoLooks() {
        String tickets = "Bearer " + server.key(Scope.TICKETS);
        try (Viewer viewer = viewer();
                AgentClient agent = speaking(1)) {
            assertThat(agent.seen()).isNotEmpty();
            String draft = viewer.await("draft").get("draft").get("id").asString();
            String address = "/api/drafts/" + draft + "/presence";

            assertThat(
                            server.post(
                                            address,
                                            "{\"window\":\"w1\",\"field\":\"title\"}",
                                            "Authorization",
                                            tickets)
                                    .status())
                    .isEqualTo(204);

            JsonNode at = viewer.await("presence");
            assertThat(at.get("draft").asString()).isEqualTo(draft);
            assertThat(at.get("field").asString()).isEqualTo("title");
            assertThat(at.get("name").asString()).isEqualTo("test key");
            assertThat(
                            server.post(
                                            address,
                                            "{\"window\":\"w1\",\"field\":\"shoes\"}",
                                            "Authorization",
                                            tickets)
                                    .status())
                    .isEqualTo(422);
        }
    }

    @Test
    void onlyPeopleWhoMayReadAreLetIn() {
        assertThat(refused(Map.of())).isEqualTo(401);
        assertThat(refused(Map.of("Authorization", "Bearer " + server.key(Scope.AGENT))))
                .isEqualTo(403);
    }

    @Test
    void aSessionOpensTheSocketButNotFromAnotherSite() {
        String token = server.app().sessions().createLoginToken("me", Set.of(Scope.READ));
        String cookie =
                server.get("/login?token=" + token)
                        .response()
                        .headers()
                        .firstValue("Set-Cookie")
                        .orElseThrow()
                        .split(";")[0];

        try (Viewer viewer = new Viewer(server, Map.of("Cookie", cookie))) {
            viewer.await("snapshot");
        }
        assertThat(refused(Map.of("Cookie", cookie, "Origin", "https://evil.example")))
                .isEqualTo(403);
        assertThat(server.get("/login?token=" + token).response().headers().firstValue("Location"))
                .hasValue("/login?problem=used");
    }

    @Test
    void openingASocketLeavesNoCookieBehind() throws Exception {
        try (var socket = new Socket("127.0.0.1", server.port())) {
            String request =
                    """
                    GET /ws/live HTTP/1.1
                    Host: localhost
                    Connection: Upgrade
                    Upgrade: websocket
                    Sec-WebSocket-Version: 13
                    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
                    Authorization: Bearer %s

                    """
                            .formatted(server.key(Scope.READ))
                            .replace("\n", "\r\n");
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var answer =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.ISO_8859_1));
            var head = new ArrayList<String>();
            for (String line = answer.readLine(); !line.isEmpty(); line = answer.readLine()) {
                head.add(line);
            }

            assertThat(head.getFirst()).contains(" 101 ");
            assertThat(head).noneMatch(line -> line.toLowerCase(Locale.ROOT).contains("cookie"));
        }
    }

    private int refused(Map<String, String> headers) {
        var status = new int[1];
        assertThatThrownBy(() -> new Viewer(server, headers))
                .satisfies(
                        e ->
                                status[0] =
                                        ((WebSocketHandshakeException) e.getCause())
                                                .getResponse()
                                                .statusCode());
        return status[0];
    }
}
