package com.ninja3cx.server.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ninja3cx.protocol.AgentMessage;
import com.ninja3cx.protocol.Channel;
import com.ninja3cx.protocol.ServerMessage;
import com.ninja3cx.server.ManualClock;
import com.ninja3cx.server.TestServer;
import com.ninja3cx.server.access.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Clocks of the server and of agents that are set, or stand still, in the middle of a call.
class ClockJumpTest {

    private static final int RATE = 16_000;
    private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");

    private final ManualClock clock = new ManualClock(START.toString());
    @TempDir private Path folder;
    private TestServer server;
    private String agentKey;
    private String readKey;

    @BeforeEach
    void start() {
        server = TestServer.start(folder, clock);
        agentKey = server.key(Scope.AGENT);
        readKey = "Bearer " + server.key(Scope.READ);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private AgentClient agent() {
        return new AgentClient(server, agentKey).hello();
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

    /// Speaks these seconds of the call, and waits until they are text.
    private static void speak(AgentClient agent, int from, int to) {
        agent.sound(1, (long) from * RATE, (to - from) * RATE, RATE, 0.5f);
        agent.await(ServerMessage.Final.class, each -> each.endMillis() == to * 1_000L);
    }

    private static void end(AgentClient agent, int seconds, Instant at) {
        agent.send(new AgentMessage.StreamEnded(1, (long) seconds * RATE));
        agent.send(new AgentMessage.CallEnded("a", at));
        agent.await(ServerMessage.CallClosed.class);
    }

    @Test
    void theServersClockIsSetForwardsAndBackDuringACallAndNoWordMoves() {
        try (AgentClient agent = agent()) {
            String id = agent.call("a", null, START).call();
            agent.stream(1, "a", Channel.SPEAKER, RATE);
            speak(agent, 0, 2);
            clock.advance(Duration.ofHours(30));
            speak(agent, 2, 4);
            clock.advance(Duration.ofHours(-40));
            speak(agent, 4, 6);

            assertThat(transcript(id))
                    .containsExactly(
                            "s0 max0.50",
                            "s1 max0.50",
                            "s2 max0.50",
                            "s3 max0.50",
                            "s4 max0.50",
                            "s5 max0.50");
            assertThat(agent.seen())
                    .filteredOn(ServerMessage.Final.class::isInstance)
                    .map(each -> ((ServerMessage.Final) each).startMillis())
                    .containsExactly(0L, 1_000L, 2_000L, 3_000L, 4_000L, 5_000L);

            end(agent, 6, START.plusSeconds(6));

            assertThat(transcript(id)).containsExactly("6000 ms max0.50");
            assertThat(call(id).get("durationSeconds").asLong()).isEqualTo(6);
        }
    }

    @Test
    void anAgentWhoseClockIsSetBackEndsItsCallAfterItsLastWord() {
        try (AgentClient agent = agent()) {
            String id = agent.call("a", null, START).call();
            agent.stream(1, "a", Channel.SPEAKER, RATE);
            speak(agent, 0, 5);
            clock.advance(Duration.ofSeconds(7));

            end(agent, 5, START.minus(Duration.ofMinutes(40)));

            assertThat(transcript(id)).containsExactly("5000 ms max0.50");
            assertThat(call(id).get("durationSeconds").asLong()).isEqualTo(5);
        }
    }

    @Test
    void anAgentWithAClockOfAnotherYearHasItsCallNow() {
        try (AgentClient agent = agent()) {
            String id = agent.call("a", null, Instant.parse("2001-01-01T00:00:00Z")).call();
            agent.stream(1, "a", Channel.SPEAKER, RATE);
            speak(agent, 0, 3);
            clock.advance(Duration.ofSeconds(4));

            end(agent, 3, Instant.parse("2044-01-01T00:00:00Z"));

            assertThat(call(id).get("startedAt").asString()).isEqualTo(START.toString());
            assertThat(call(id).get("durationSeconds").asLong()).isEqualTo(4);
        }
    }

    @Test
    void aLaptopThatSleptGoesOnWithAHoleInItsSound() {
        try (AgentClient agent = agent()) {
            String id = agent.call("a", null, START).call();
            agent.stream(1, "a", Channel.SPEAKER, RATE);
            speak(agent, 0, 2);
            clock.advance(Duration.ofMinutes(3));

            speak(agent, 180, 182);

            assertThat(transcript(id))
                    .containsExactly("s0 max0.50", "s1 max0.50", "s180 max0.50", "s181 max0.50");
            end(agent, 182, START.plusSeconds(182));
            assertThat(call(id).get("durationSeconds").asLong()).isEqualTo(182);
        }
    }

    /// Ten seconds: so often agents that are away are looked after.
    @Test
    void anAgentGivenUpTooSoonByAClockSetForwardsGoesOnWithItsCall() {
        String id;
        try (AgentClient agent = agent()) {
            id = agent.call("a", null, START).call();
            agent.stream(1, "a", Channel.SPEAKER, RATE);
            agent.sound(1, 0, RATE * 5 / 2, RATE, 0.5f);
            agent.await(ServerMessage.Received.class, each -> each.sequence() == 24);
            agent.cut();
        }

        // The socket's end is noticed some time before or after the clock moves.
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> {
                            clock.advance(AgentCalls.PATIENCE);
                            assertThat(call(id).get("transcriptState").asString())
                                    .isEqualTo("DONE");
                        });
        assertThat(transcript(id)).containsExactly("2500 ms max0.50");

        try (AgentClient agent = agent()) {
            assertThat(agent.call("a", null, START).call()).isEqualTo(id);
            long at = agent.stream(1, "a", Channel.SPEAKER, RATE).resumeAtMillis();
            assertThat(at).isEqualTo(2_500);
            agent.sound(1, at * 16, RATE * 3 / 2, RATE, 0.5f);
            end(agent, 4, START.plusSeconds(4));

            assertThat(transcript(id)).containsExactly("4000 ms max0.50");
        }
    }
}
