package com.ninja3cx.simulator.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ninja3cx.protocol.AgentMessage;
import com.ninja3cx.protocol.AudioChunk;
import com.ninja3cx.protocol.Channel;
import com.ninja3cx.protocol.ServerMessage;
import com.ninja3cx.simulator.calls.CallSound;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamingAgentTest {

    private static final int RATE = 8_000;
    private static final int PACE = 20;

    /// A server that opens each stream at its committed mark and keeps what it hears by place.
    private static final class Listening implements SocketServer.Talk {

        final short[][] heard;
        final long[] committed;
        final List<Long> sequences = new ArrayList<>();
        final Map<Integer, Channel> channels = new HashMap<>();
        String callRef = "";
        boolean opened;

        Listening(short[][] heard, long[] committed) {
            this.heard = heard;
            this.committed = committed;
        }

        @Override
        public void said(AgentMessage message, SocketServer.Line line) throws IOException {
            switch (message) {
                case AgentMessage.Hello _ -> line.say(new ServerMessage.Welcome(1, "test", "demo"));
                case AgentMessage.CallStarted started -> {
                    callRef = started.callRef();
                    line.say(new ServerMessage.CallOpened(callRef, "call_1"));
                }
                case AgentMessage.StreamStarted started -> {
                    channels.put(started.stream(), started.channel());
                    long mark = committed[started.channel().ordinal()];
                    line.say(new ServerMessage.StreamOpened(started.stream(), mark));
                    opened = true;
                }
                case AgentMessage.StreamEnded _, AgentMessage.Unknown _ -> {}
                case AgentMessage.CallEnded ended ->
                        line.say(new ServerMessage.CallClosed(ended.callRef()));
            }
        }

        @Override
        public void heard(AudioChunk chunk, SocketServer.Line line) throws IOException {
            if (!opened) {
                throw new IOException("sound before the stream was opened");
            }
            Channel channel = channels.get(chunk.stream());
            System.arraycopy(
                    chunk.samples(),
                    0,
                    heard[channel.ordinal()],
                    (int) chunk.firstSample(),
                    chunk.samples().length);
            committed[channel.ordinal()] = chunk.firstSample() * 1_000 / RATE;
            if (channel == Channel.SPEAKER) {
                sequences.add(chunk.sequence());
                line.say(
                        new ServerMessage.Partial(
                                callRef, channel, 1, 0, 100, "mot " + chunk.sequence(), 0));
            }
            line.say(new ServerMessage.Received(chunk.stream(), chunk.sequence()));
        }
    }

    private final CallSound sound = new CallSound(RATE, noise(20 * RATE, 1), noise(20 * RATE, 2));
    private final short[][] heard = new short[2][20 * RATE];
    private final long[] committed = new long[2];
    private final List<Listening> connections = Collections.synchronizedList(new ArrayList<>());

    @Test
    void everySampleArrivesInOrderAndTheCallIsClosed() throws Exception {
        try (SocketServer server = server();
                var agent = new StreamingAgent(server.address(), "sk-test")) {

            AgentReport report = agent.stream(call());

            assertThat(report.call()).isEqualTo("call_1");
            assertThat(report.closed()).isTrue();
            assertThat(report.closedAtMillis()).isGreaterThanOrEqualTo(20_000);
            assertHeardWhole();
            List<Long> sequences = connections.getFirst().sequences;
            assertThat(sequences).isSorted().doesNotHaveDuplicates();
            assertThat(sequences.getLast()).isEqualTo(sequences.size() - 1L);
        }
    }

    @Test
    void afterACutItGoesOnFromTheServersMark() throws Exception {
        try (SocketServer server = server();
                var agent = new StreamingAgent(server.address(), "sk-test")) {
            AgentReport report =
                    agent.stream(
                            call().withCuts(
                                            new Cut(Duration.ofSeconds(5), Duration.ofSeconds(4)),
                                            new Cut(Duration.ofSeconds(12), Duration.ZERO)));

            assertThat(report.connections()).isEqualTo(3);
            assertThat(report.closed()).isTrue();
            assertHeardWhole();
            assertThat(connections.get(1).sequences.getFirst()).isZero();
        }
    }

    @Test
    void wordsAreTimedByTheClockOfTheCall() throws Exception {
        try (SocketServer server = server();
                var agent = new StreamingAgent(server.address(), "sk-test")) {
            List<Observed> partials =
                    agent.stream(call()).observed().stream()
                            .filter(seen -> seen.message() instanceof ServerMessage.Partial)
                            .toList();

            // Chunk n ends at (n + 1) × 100 ms and cannot arrive before that.
            for (int n = 0; n < partials.size(); n++) {
                assertThat(partials.get(n).audioMillis()).isGreaterThanOrEqualTo((n + 1) * 100L);
            }
            assertThat(partials).hasSize(200);
        }
    }

    @Test
    void aKeyThatIsNotAcceptedIsSaid() throws Exception {
        try (var server = new SocketServer(401, () -> null);
                var agent = new StreamingAgent(server.address(), "sk-wrong")) {
            assertThatThrownBy(() -> agent.stream(call()))
                    .isInstanceOf(AgentRefusedException.class)
                    .hasMessageContaining("401");
        }
    }

    @Test
    void aServerThatStaysAwayEndsThePatience() throws Exception {
        SocketServer gone = server();
        gone.close();
        try (var agent = new StreamingAgent(gone.address(), "sk-test")) {
            assertThatThrownBy(() -> agent.stream(call().withPatience(Duration.ofMillis(300))))
                    .isInstanceOf(IOException.class);
        }
    }

    private SocketServer server() throws IOException {
        return new SocketServer(
                0,
                () -> {
                    var listening = new Listening(heard, committed);
                    connections.add(listening);
                    return listening;
                });
    }

    private AgentCall call() {
        return AgentCall.incoming("+33142685300", "201", Instant.EPOCH, sound)
                .withPace(PACE)
                .withPatience(Duration.ofSeconds(10));
    }

    private void assertHeardWhole() {
        assertThat(heard[Channel.MICROPHONE.ordinal()]).isEqualTo(sound.microphone());
        assertThat(heard[Channel.SPEAKER.ordinal()]).isEqualTo(sound.speaker());
    }

    private static short[] noise(int length, int seed) {
        var random = new java.util.Random(seed);
        short[] samples = new short[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (short) random.nextInt();
        }
        return samples;
    }
}
