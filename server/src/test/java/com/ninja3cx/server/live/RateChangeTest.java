package com.ninja3cx.server.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.ninja3cx.protocol.AgentMessage;
import com.ninja3cx.protocol.Channel;
import com.ninja3cx.protocol.ServerMessage;
import com.ninja3cx.server.TestServer;
import com.ninja3cx.server.access.Scope;
import com.ninja3cx.server.recording.KeptAudio;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Agents whose sound comes at another rate in the middle of a call. What is kept is compared with
/// one tone that runs through the call: a lost or doubled sample would shift it.
class RateChangeTest {

    private static final double TONE = 441;
    private static final double LEVEL = 0.5;

    /// One sample at 16 kHz later or earlier, the tone differs by up to 0.087.
    private static final double LESS_THAN_A_SAMPLE = 0.06;

    /// A filter's length on both sides of a change.
    private static final int SEAM_MILLIS = 12;

    @TempDir private Path folder;
    private TestServer server;
    private String agentKey;

    @BeforeEach
    void start() {
        server = TestServer.start(folder);
        agentKey = server.key(Scope.AGENT);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private AgentClient agent() {
        return new AgentClient(server, agentKey).hello();
    }

    private static void tone(AgentClient agent, int stream, int rate, long from, long to) {
        for (long at = from; at < to; at += rate / 10) {
            long first = at;
            int count = (int) Math.min(rate / 10, to - at);
            var piece = new short[count];
            IntStream.range(0, count)
                    .forEach(i -> piece[i] = (short) Math.round(value(first + i, rate) * 32_767));
            agent.chunk(stream, first, piece);
        }
    }

    private static double value(long sample, int rate) {
        return LEVEL * Math.sin(2 * Math.PI * TONE * sample / rate);
    }

    private static void end(AgentClient agent, int stream, long samples) {
        agent.send(new AgentMessage.StreamEnded(stream, samples));
        agent.send(new AgentMessage.CallEnded("a", Instant.now()));
        agent.await(ServerMessage.CallClosed.class);
    }

    private void assertTheToneRunsThrough(String call, long samples, double... seams)
            throws Exception {
        Path file = folder.resolve("data/audio").resolve(call).resolve("0-caller.pcm");
        try (KeptAudio audio = KeptAudio.open(file)) {
            assertThat(audio.length()).isBetween(samples, samples + 1);
            float[] kept = audio.read(0, (int) samples);
            for (int i = 0; i < kept.length; i++) {
                double second = i / 16_000.0;
                boolean seam = second < SEAM_MILLIS / 1e3 || i > samples - 16 * SEAM_MILLIS;
                for (double each : seams) {
                    seam |= Math.abs(second - each) < SEAM_MILLIS / 1e3;
                }
                if (!seam) {
                    assertThat((double) kept[i])
                            .as("at %.4f s", second)
                            .isCloseTo(value(i, 16_000), within(LESS_THAN_A_SAMPLE));
                }
            }
        }
    }

    private List<String> live(String call) {
        String key = "Bearer " + server.key(Scope.READ);
        return server.get("/api/calls/" + call + "/transcript?format=json", "Authorization", key)
                .json()
                .get("segments")
                .valueStream()
                .map(segment -> segment.get("text").asString())
                .toList();
    }

    @Test
    void theRateChangesOnTheSameConnectionAndNoSampleIsLostOrHeardTwice() throws Exception {
        try (AgentClient agent = agent()) {
            String call = agent.call("a", null).call();
            agent.stream(1, "a", Channel.SPEAKER, 8_000);
            tone(agent, 1, 8_000, 0, 12_345);

            long at = agent.stream(1, "a", Channel.SPEAKER, 44_100).resumeAtMillis();
            assertThat(at).isEqualTo(12_345 / 8);
            tone(agent, 1, 44_100, at * 441 / 10, 110_000);

            at = agent.stream(1, "a", Channel.SPEAKER, 16_000).resumeAtMillis();
            assertThat(at).isEqualTo(110_000 * 10 / 441);
            tone(agent, 1, 16_000, at * 16, 64_000);
            end(agent, 1, 64_000);

            assertTheToneRunsThrough(call, 64_000, 12_345 / 8_000.0, 110_000 / 44_100.0);
        }
    }

    @Test
    void wordsBeforeAndAfterAChangeKeepTheirTimes() {
        try (AgentClient agent = agent()) {
            String call = agent.call("a", null).call();
            agent.stream(1, "a", Channel.SPEAKER, 48_000);
            agent.sound(1, 0, 72_000, 48_000, 0.25f);
            long at = agent.stream(1, "a", Channel.SPEAKER, 16_000).resumeAtMillis();
            assertThat(at).isEqualTo(1_500);
            agent.sound(1, 24_000, 40_000, 16_000, 0.5f);
            agent.await(ServerMessage.Final.class, each -> each.endMillis() == 4_000);

            assertThat(agent.seen())
                    .filteredOn(ServerMessage.Final.class::isInstance)
                    .map(each -> ((ServerMessage.Final) each).startMillis())
                    .containsExactly(0L, 1_000L, 2_000L, 3_000L);
            assertThat(live(call)).hasSize(4).last().isEqualTo("s3 max0.50");
        }
    }

    @Test
    void soundOfTheOldStreamThatIsStillUnderWayIsNotTakenForTheNewOne() throws Exception {
        try (AgentClient agent = agent()) {
            String call = agent.call("a", null).call();
            agent.stream(1, "a", Channel.SPEAKER, 8_000);
            tone(agent, 1, 8_000, 0, 8_000);
            agent.stream(2, "a", Channel.SPEAKER, 48_000);

            tone(agent, 1, 8_000, 8_000, 32_000);
            agent.send(new AgentMessage.StreamEnded(1, 32_000));
            tone(agent, 2, 48_000, 48_000, 96_000);
            end(agent, 2, 96_000);

            assertTheToneRunsThrough(call, 32_000, 1);
            assertThat(agent.seen()).noneMatch(ServerMessage.Rejected.class::isInstance);
        }
    }

    @Test
    void aStreamMayBeOpenedAgainAnyNumberOfTimes() throws Exception {
        try (AgentClient agent = agent()) {
            String call = agent.call("a", null).call();
            int[] rates = {8_000, 16_000, 24_000, 48_000};
            for (int i = 0; i < 20; i++) {
                int rate = rates[i % 4];
                long at = agent.stream(i, "a", Channel.SPEAKER, rate).resumeAtMillis();
                assertThat(at).isEqualTo(100L * i);
                tone(agent, i, rate, at * rate / 1_000, (at + 100) * rate / 1_000);
            }
            end(agent, 19, 2_000 * 48);

            double[] seams = IntStream.range(1, 20).mapToDouble(i -> i / 10.0).toArray();
            assertTheToneRunsThrough(call, 32_000, seams);
        }
    }

    @Test
    void afterACutTheStreamGoesOnAtAnotherRateWhereTextIsStored() throws Exception {
        String call;
        try (AgentClient agent = agent()) {
            call = agent.call("a", null).call();
            agent.stream(1, "a", Channel.SPEAKER, 8_000);
            tone(agent, 1, 8_000, 0, 12_000);
            agent.await(ServerMessage.Committed.class, each -> each.millis() == 1_000);
            agent.cut();
        }
        try (AgentClient agent = agent()) {
            agent.call("a", null);
            long at = agent.stream(1, "a", Channel.SPEAKER, 48_000).resumeAtMillis();
            assertThat(at).isEqualTo(1_000);
            tone(agent, 1, 48_000, 48_000, 144_000);
            end(agent, 1, 144_000);

            assertTheToneRunsThrough(call, 48_000, 1);
        }
    }
}
