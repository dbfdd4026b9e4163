package com.ninja3cx.server.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ninja3cx.protocol.AgentMessage;
import com.ninja3cx.protocol.Channel;
import com.ninja3cx.protocol.ServerMessage;
import com.ninja3cx.server.ManualClock;
import com.ninja3cx.server.SmallDisk;
import com.ninja3cx.server.TestServer;
import com.ninja3cx.server.access.Scope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Agents whose sound meets a full disk, a restart, or that never come back.
class AgentFaultsTest {

    private static final int RATE = 16_000;
    private static final int TRY_LATER = 1013;

    @TempDir private Path folder;

    private static List<String> transcript(TestServer server, String key, String id) {
        return server.get("/api/calls/" + id + "/transcript?format=json", "Authorization", key)
                .json()
                .get("segments")
                .valueStream()
                .map(segment -> segment.get("text").asString())
                .toList();
    }

    private static String state(TestServer server, String key, String id) {
        return server.get("/api/calls/" + id, "Authorization", key)
                .json()
                .get("transcriptState")
                .asString();
    }

    private static void end(AgentClient agent, int seconds) {
        agent.send(new AgentMessage.StreamEnded(1, (long) seconds * RATE));
        agent.send(new AgentMessage.CallEnded("a", Instant.now()));
        agent.await(ServerMessage.CallClosed.class);
    }

    private static void goOnAfterTwoSeconds(TestServer server, String agentKey) {
        try (AgentClient agent = new AgentClient(server, agentKey).hello()) {
            agent.call("a", null);
            assertThat(agent.stream(1, "a", Channel.SPEAKER, RATE).resumeAtMillis())
                    .isEqualTo(2000);
            agent.sound(1, 2 * RATE, 2 * RATE, RATE, 0.5f);
            end(agent, 4);
        }
    }

    @Test
    void soundThatCannotBeKeptStaysWithTheAgent() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("data/audio"), 600);
                TestServer server = TestServer.start(folder)) {
            String key = "Bearer " + server.key(Scope.READ);
            String agentKey = server.key(Scope.AGENT);
            String id;
            try (AgentClient agent = new AgentClient(server, agentKey).hello()) {
                id = agent.call("a", null).call();
                agent.stream(1, "a", Channel.SPEAKER, RATE);
                agent.sound(1, 0, 2 * RATE, RATE, 0.5f);
                agent.await(ServerMessage.Committed.class, each -> each.millis() == 2000);
                disk.fill();
                assertThat(agent.soundUntilClosed(1, 2 * RATE, RATE, RATE, 0.5f).code())
                        .isEqualTo(TRY_LATER);
            }
            disk.makeRoom();

            goOnAfterTwoSeconds(server, agentKey);
            assertThat(transcript(server, key, id)).containsExactly("4000 ms max0.50");
        }
    }

    @Test
    void wordsThatCannotBeStoredAreHeardAgain() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 16_000);
                TestServer server =
                        TestServer.start(
                                folder,
                                "DATABASE_URL",
                                "sqlite:" + disk.folder().resolve("calls.sqlite"))) {
            String key = "Bearer " + server.key(Scope.READ);
            String agentKey = server.key(Scope.AGENT);
            String id;
            try (AgentClient agent = new AgentClient(server, agentKey).hello()) {
                id = agent.call("a", null).call();
                agent.stream(1, "a", Channel.SPEAKER, RATE);
                agent.sound(1, 0, RATE, RATE, 0.5f);
                agent.await(ServerMessage.Committed.class, each -> each.millis() == 1000);
                disk.fill();
                assertThat(agent.soundUntilClosed(1, RATE, 40 * RATE, RATE, 0.5f).code())
                        .isEqualTo(TRY_LATER);
            }
            disk.makeRoom();

            try (AgentClient agent = new AgentClient(server, agentKey).hello()) {
                agent.call("a", null);
                long from = agent.stream(1, "a", Channel.SPEAKER, RATE).resumeAtMillis();
                long first = from * RATE / 1000;
                assertThat(transcript(server, key, id)).hasSize((int) (from / 1000));
                agent.sound(1, first, (int) (41L * RATE - first), RATE, 0.5f);
                agent.await(ServerMessage.Committed.class, each -> each.millis() == 41_000);
                assertThat(transcript(server, key, id)).hasSize(41).doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void anAgentThatNeverComesBackEndsItsCall() {
        var clock = new ManualClock(Instant.now().toString());
        try (TestServer server = TestServer.start(folder, clock)) {
            String key = "Bearer " + server.key(Scope.READ);
            String id;
            try (AgentClient agent = new AgentClient(server, server.key(Scope.AGENT)).hello()) {
                id = agent.call("a", null).call();
                agent.stream(1, "a", Channel.SPEAKER, RATE);
                agent.sound(1, 0, RATE * 5 / 2, RATE, 0.5f);
                agent.await(ServerMessage.Received.class, each -> each.sequence() == 24);
                agent.cut();
            }

            // The socket's end is noticed some time before or after the clock moves.
            await().atMost(Duration.ofSeconds(40))
                    .untilAsserted(
                            () -> {
                                clock.advance(Duration.ofMinutes(1));
                                assertThat(state(server, key, id)).isEqualTo("DONE");
                            });
            assertThat(transcript(server, key, id)).containsExactly("2500 ms max0.50");
            assertThat(
                            server.get("/api/calls/" + id, "Authorization", key)
                                    .json()
                                    .get("state")
                                    .asString())
                    .isEqualTo("ENDED");
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () ->
                                    server.withDatabase(
                                            handle ->
                                                    assertThat(
                                                                    handle.createQuery(
                                                                                    "SELECT COUNT(*)"
                                                                                            + " FROM drafts"
                                                                                            + " WHERE call_id"
                                                                                            + " = :id")
                                                                            .bind("id", id)
                                                                            .mapTo(Integer.class)
                                                                            .one())
                                                            .isEqualTo(1)));
        }
    }

    @Test
    void aCallThatIsClosedKeepsItsTextWhenItsAgentComesAgain() throws Exception {
        try (TestServer server = TestServer.start(folder)) {
            String key = "Bearer " + server.key(Scope.READ);
            String agentKey = server.key(Scope.AGENT);
            String id;
            try (AgentClient agent = new AgentClient(server, agentKey).hello()) {
                id = agent.call("a", null).call();
                agent.stream(1, "a", Channel.SPEAKER, RATE);
                agent.sound(1, 0, 2 * RATE, RATE, 0.5f);
                end(agent, 2);
            }
            delete(folder.resolve("data/audio").resolve(id));

            try (AgentClient agent = new AgentClient(server, agentKey).hello()) {
                agent.call("a", null);
                agent.stream(1, "a", Channel.SPEAKER, RATE);
                assertThat(state(server, key, id)).isEqualTo("DONE");
                end(agent, 2);
            }
            assertThat(state(server, key, id)).isEqualTo("DONE");
            assertThat(transcript(server, key, id)).containsExactly("2000 ms max0.50");
        }
    }

    @Test
    void whereHearingFailsTheAgentBeginsAgainAndNothingIsLost() {
        try (TestServer server = TestServer.start(folder)) {
            String key = "Bearer " + server.key(Scope.READ);
            String agentKey = server.key(Scope.AGENT);
            String id;
            try (AgentClient agent = new AgentClient(server, agentKey).hello()) {
                id = agent.call("a", null).call();
                agent.stream(1, "a", Channel.SPEAKER, RATE);
                agent.sound(1, 0, 2 * RATE, RATE, 0.5f);
                agent.await(ServerMessage.Committed.class, each -> each.millis() == 2000);
                server.speech().failHearing();
                assertThat(agent.soundUntilClosed(1, 2 * RATE, RATE, RATE, 0.5f).code())
                        .isEqualTo(TRY_LATER);
            }

            goOnAfterTwoSeconds(server, agentKey);
            assertThat(transcript(server, key, id)).containsExactly("4000 ms max0.50");
        }
    }

    /// @return the call
    private static String halfASecondUntilHearingFails(TestServer server, AgentClient agent) {
        String id = agent.call("a", null).call();
        agent.stream(1, "a", Channel.SPEAKER, RATE);
        agent.sound(1, 0, RATE / 2, RATE, 0.5f);
        agent.await(ServerMessage.Received.class, each -> each.sequence() == 4);
        server.speech().failHearing();
        return id;
    }

    @Test
    void whereHearingFailsAtEachTryTheCallEndsAndItsKeptSoundIsReadAgain() {
        try (TestServer server = TestServer.start(folder)) {
            String key = "Bearer " + server.key(Scope.READ);
            String agentKey = server.key(Scope.AGENT);
            for (int tries = 1; tries < 5; tries++) {
                try (AgentClient agent = new AgentClient(server, agentKey).hello()) {
                    halfASecondUntilHearingFails(server, agent);
                    assertThat(agent.await(AgentClient.Closed.class).code()).isEqualTo(TRY_LATER);
                }
            }

            String id;
            try (AgentClient agent = new AgentClient(server, agentKey).hello()) {
                id = halfASecondUntilHearingFails(server, agent);
                agent.send(new AgentMessage.StreamEnded(1, RATE / 2));
                agent.send(new AgentMessage.CallEnded("a", Instant.now()));
                agent.await(ServerMessage.CallClosed.class);
            }
            assertThat(transcript(server, key, id)).containsExactly("500 ms max0.50");
        }
    }

    @Test
    void aCallWhoseSoundIsGoneBeforeItsRevisionKeepsTheLiveText() throws Exception {
        try (TestServer server = TestServer.start(folder)) {
            String key = "Bearer " + server.key(Scope.READ);
            try (AgentClient agent = new AgentClient(server, server.key(Scope.AGENT)).hello()) {
                String id = agent.call("a", null).call();
                agent.stream(1, "a", Channel.SPEAKER, RATE);
                agent.sound(1, 0, RATE, RATE, 0.5f);
                agent.await(ServerMessage.Committed.class, each -> each.millis() == 1000);
                delete(folder.resolve("data/audio").resolve(id));
                end(agent, 1);

                assertThat(state(server, key, id)).isIn("FAILED", "DONE");
                assertThat(transcript(server, key, id)).isNotEmpty();
                await("nothing waits for the sound any more")
                        .untilAsserted(() -> assertThat(server.speech().revising()).isZero());
            }
        }
    }

    private static void delete(Path tree) throws Exception {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
