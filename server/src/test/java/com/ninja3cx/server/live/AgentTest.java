package com.ninja3cx.server.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.ninja3cx.protocol.AgentMessage;
import com.ninja3cx.protocol.AudioChunk;
import com.ninja3cx.protocol.Channel;
import com.ninja3cx.protocol.ServerMessage;
import com.ninja3cx.server.TestServer;
import com.ninja3cx.server.access.Scope;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class AgentTest {

    private static final int RATE = 16_000;

    @TempDir private Path folder;
    private TestServer server;
    private String agentKey;
    private String readKey;

    @BeforeEach
    void start() {
        server = TestServer.start(folder);
        agentKey = server.key(Scope.AGENT);
        readKey = "Bearer " + server.key(Scope.READ);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private AgentClient agent() {
        return new AgentClient(server, agentKey);
    }

    private JsonNode call(String id) {
        return server.get("/api/calls/" + id, "Authorization", readKey).json();
    }

    private List<String> transcript(String id) {
        return server.get("/api/calls/" + id + "/transcript?format=json", "Authorization", readKey)
                .json()
                .get("segments")
                .valueStream()
                .map(segment -> segment.get("text").asString())
                .toList();
    }

    private void end(AgentClient agent, int seconds) {
        agent.send(new AgentMessage.StreamEnded(1, (long) seconds * RATE));
        agent.send(new AgentMessage.CallEnded("a", Instant.now()));
        agent.await(ServerMessage.CallClosed.class);
    }

    @Test
    void wordsAreToldWhileSpokenAndStoredForGoodAtTheEnd() {
        try (AgentClient agent = agent().hello()) {
            String id = agent.call("a", "77").call();
            assertThat(agent.stream(1, "a", Channel.SPEAKER, RATE).resumeAtMillis()).isZero();

            agent.sound(1, 0, 2 * RATE, RATE, 0.5f);

            var said = agent.await(ServerMessage.Final.class, each -> each.utterance() == 1);
            assertThat(said.text()).isEqualTo("s1 max0.50");
            assertThat(agent.seen()).anyMatch(ServerMessage.Partial.class::isInstance);
            agent.await(ServerMessage.Committed.class, each -> each.millis() == 2000);
            assertThat(transcript(id)).containsExactly("s0 max0.50", "s1 max0.50");
            assertThat(call(id).get("transcriptState").asString()).isEqualTo("LIVE");

            end(agent, 2);

            assertThat(call(id).get("transcriptState").asString()).isEqualTo("DONE");
            assertThat(call(id).get("state").asString()).isEqualTo("ENDED");
            assertThat(transcript(id)).containsExactly("2000 ms max0.50");
        }
    }

    @Test
    void everyChunkIsAcknowledged() {
        try (AgentClient agent = agent().hello()) {
            agent.call("a", null);
            agent.stream(1, "a", Channel.MICROPHONE, RATE);

            agent.sound(1, 0, RATE, RATE, 0.5f);

            agent.await(ServerMessage.Received.class, each -> each.sequence() == 9);
        }
    }

    @Test
    void afterACutTheStreamGoesOnWhereTextIsStored() {
        String id;
        try (AgentClient agent = agent().hello()) {
            id = agent.call("a", null).call();
            agent.stream(1, "a", Channel.SPEAKER, RATE);
            agent.sound(1, 0, RATE * 5 / 2, RATE, 0.5f);
            agent.await(ServerMessage.Committed.class, each -> each.millis() == 2000);
            agent.cut();
        }

        try (AgentClient agent = agent().hello()) {
            assertThat(agent.call("a", null).call()).isEqualTo(id);
            assertThat(agent.stream(1, "a", Channel.SPEAKER, RATE).resumeAtMillis())
                    .isEqualTo(2000);
            agent.sound(1, 2 * RATE, 2 * RATE, RATE, 0.5f);
            agent.await(ServerMessage.Committed.class, each -> each.millis() == 4000);

            assertThat(transcript(id))
                    .containsExactly("s0 max0.50", "s1 max0.50", "s2 max0.50", "s3 max0.50");
            end(agent, 4);
            assertThat(transcript(id)).containsExactly("4000 ms max0.50");
        }
    }

    @Test
    void aRestartOfTheServerLosesNothing() {
        String id;
        try (AgentClient agent = agent().hello()) {
            id = agent.call("a", null).call();
            agent.stream(1, "a", Channel.SPEAKER, RATE);
            agent.sound(1, 0, RATE * 3 / 2, RATE, 0.5f);
            agent.await(ServerMessage.Committed.class, each -> each.millis() == 1000);
            server.restart();
        }

        try (AgentClient agent = agent().hello()) {
            assertThat(agent.call("a", null).call()).isEqualTo(id);
            assertThat(agent.stream(9, "a", Channel.SPEAKER, RATE).resumeAtMillis())
                    .isEqualTo(1000);
            agent.sound(9, RATE, RATE, RATE, 0.5f);
            agent.send(new AgentMessage.StreamEnded(9, 2 * RATE));
            agent.send(new AgentMessage.CallEnded("a", Instant.now()));
            agent.await(ServerMessage.CallClosed.class);

            assertThat(transcript(id)).containsExactly("2000 ms max0.50");
        }
    }

    @Test
    void anAgentThatComesBackAfterTheEndIsToldThatAllIsStored() {
        try (AgentClient agent = agent().hello()) {
            agent.call("a", null);
            agent.stream(1, "a", Channel.SPEAKER, RATE);
            agent.sound(1, 0, RATE, RATE, 0.5f);
            end(agent, 1);
        }

        try (AgentClient agent = agent().hello()) {
            agent.call("a", null);
            agent.await(ServerMessage.CallClosed.class);
        }
    }

    @Test
    void repeatedAndOutOfOrderChunksAreHeardOnce() {
        try (AgentClient agent = agent().hello()) {
            String id = agent.call("a", null).call();
            agent.stream(1, "a", Channel.SPEAKER, RATE);
            agent.sound(1, 0, RATE, RATE, 0.5f);
            agent.sound(1, 0, RATE, RATE, 0.9f);
            agent.sound(1, RATE / 2, RATE, RATE, 0.5f);
            agent.sound(1, RATE * 3 / 2, RATE / 2, RATE, 0.5f);
            agent.await(ServerMessage.Committed.class, each -> each.millis() == 2000);

            assertThat(transcript(id)).containsExactly("s0 max0.50", "s1 max0.50");
        }
    }

    @Test
    void aHoleIsSilenceAndLaterWordsKeepTheirPlace() {
        try (AgentClient agent = agent().hello()) {
            String id = agent.call("a", null).call();
            agent.stream(1, "a", Channel.SPEAKER, RATE);
            agent.sound(1, 0, RATE, RATE, 0.5f);
            agent.sound(1, 3 * RATE, RATE, RATE, 0.5f);
            agent.await(ServerMessage.Committed.class, each -> each.millis() == 4000);

            assertThat(transcript(id)).containsExactly("s0 max0.50", "s3 max0.50");
        }
    }

    @Test
    void aNewConnectionTakesTheStreamFromADeadOne() {
        try (AgentClient old = agent().hello();
                AgentClient agent = agent().hello()) {
            String id = old.call("a", null).call();
            old.stream(1, "a", Channel.SPEAKER, RATE);
            old.sound(1, 0, RATE / 2, RATE, 0.9f);
            agent.call("a", null);
            agent.stream(1, "a", Channel.SPEAKER, RATE);

            old.sound(1, RATE / 2, RATE, RATE, 0.9f);
            agent.sound(1, 0, RATE, RATE, 0.5f);
            agent.await(ServerMessage.Committed.class, each -> each.millis() == 1000);

            assertThat(transcript(id)).containsExactly("s0 max0.50");
        }
    }

    @Test
    void theWebhookOfAStreamedCallIsTheSameCall() {
        try (AgentClient agent = agent().hello()) {
            String id = agent.call("a", null).call();
            agent.stream(1, "a", Channel.SPEAKER, RATE);
            agent.sound(1, 0, RATE, RATE, 0.5f);
            end(agent, 1);
            server.post(
                    "/webhook/3cx/call-event",
                    """
                    {"callId":"812","caller":"01 42 68 53 00","agentExt":"201",
                     "duration":"00:00:02","endUtc":"%s"}
                    """
                            .formatted(Instant.now()));

            JsonNode calls = server.get("/api/calls", "Authorization", readKey).json();
            assertThat(calls.get("calls")).hasSize(1);
            assertThat(call(id).get("trust").asString()).isEqualTo("TRUSTED");
        }
    }

    @Test
    void aCallWithoutSoundIsClosedAtOnce() {
        try (AgentClient agent = agent().hello()) {
            String id = agent.call("a", null).call();
            agent.send(new AgentMessage.CallEnded("a", Instant.now()));
            agent.await(ServerMessage.CallClosed.class);

            assertThat(call(id).get("transcriptState").asString()).isEqualTo("NONE");
        }
    }

    @Test
    void malformedFramesAreRefusedWithAReason() {
        try (AgentClient agent = agent().hello()) {
            agent.binary(ByteBuffer.wrap(new byte[] {9, 9, 9}));

            assertThat(agent.await(ServerMessage.Rejected.class).code())
                    .isEqualTo("malformed_frame");
            assertThat(agent.await(AgentClient.Closed.class).reason())
                    .startsWith("malformed_frame: Unreadable piece of sound");
        }
        try (AgentClient agent = agent().hello()) {
            agent.text("{\"type\":");
            assertThat(agent.await(ServerMessage.Rejected.class).code())
                    .isEqualTo("malformed_message");
            agent.await(AgentClient.Closed.class);
        }
        try (AgentClient agent = agent().hello()) {
            agent.binary(new AudioChunk(5, 0, 0, 0, new short[10]).encode());
            assertThat(agent.await(ServerMessage.Rejected.class).code())
                    .isEqualTo("unknown_stream");
        }
    }

    @Test
    void whatCannotBeDoneIsRefusedAndTheRestGoesOn() {
        try (AgentClient agent = agent().hello()) {
            agent.send(new AgentMessage.StreamStarted(1, "nobody", Channel.SPEAKER, RATE));
            assertThat(agent.await(ServerMessage.Rejected.class).code()).isEqualTo("unknown_call");
            agent.call("a", null);
            agent.send(new AgentMessage.StreamStarted(1, "a", Channel.SPEAKER, 4_000));
            assertThat(agent.await(ServerMessage.Rejected.class).code())
                    .isEqualTo("bad_sample_rate");
            agent.text("{\"type\":\"somethingNew\",\"x\":1}");
            agent.stream(1, "a", Channel.SPEAKER, RATE);
        }
    }

    @Test
    void anotherVersionOfTheProtocolIsToldToUpdate() {
        try (AgentClient agent = agent()) {
            agent.send(new AgentMessage.Hello(7, 9, "future", null, null));
            assertThat(agent.await(ServerMessage.Rejected.class).code())
                    .isEqualTo("protocol_version");
            agent.await(AgentClient.Closed.class);
        }
        try (AgentClient agent = agent()) {
            agent.send(new AgentMessage.CallEnded("a", Instant.now()));
            assertThat(agent.await(ServerMessage.Rejected.class).code()).isEqualTo("hello_first");
        }
    }

    @Test
    void aKeyOfAnotherExtensionOrScopeIsRefused() {
        assertThatThrownBy(() -> new AgentClient(server, server.key(Scope.READ)))
                .hasCauseInstanceOf(WebSocketHandshakeException.class)
                .extracting(e -> ((WebSocketHandshakeException) e.getCause()).getResponse())
                .extracting(response -> response.statusCode())
                .isEqualTo(403);
        assertThatThrownBy(() -> new AgentClient(server, "sk-wrong"))
                .extracting(
                        e ->
                                ((WebSocketHandshakeException) e.getCause())
                                        .getResponse()
                                        .statusCode())
                .isEqualTo(401);
        try (var agent = new AgentClient(server, server.key("305", Scope.AGENT))) {
            agent.hello();
            agent.send(
                    new AgentMessage.CallStarted(
                            "a", null, "201", null, null, null, Instant.now()));
            assertThat(agent.await(ServerMessage.Rejected.class).code())
                    .isEqualTo("wrong_extension");
        }
    }

    @Test
    void anInterruptedRevisionIsDoneAfterTheRestart() {
        String id;
        try (AgentClient agent = agent().hello()) {
            id = agent.call("a", null).call();
            agent.stream(1, "a", Channel.SPEAKER, RATE);
            agent.sound(1, 0, RATE, RATE, 0.5f);
            end(agent, 1);
        }
        server.withDatabase(
                handle -> handle.execute("UPDATE calls SET transcript_state = 'REVISING'"));
        server.withDatabase(handle -> handle.execute("DELETE FROM revisions"));
        server.withDatabase(handle -> handle.execute("DELETE FROM segments"));

        server.restart();

        await().untilAsserted(
                        () ->
                                assertThat(call(id).get("transcriptState").asString())
                                        .isEqualTo("DONE"));
        assertThat(transcript(id)).containsExactly("1000 ms max0.50");
    }
}
