package com.ninja3cx.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.protocol.AgentMessage;
import com.ninja3cx.protocol.AudioChunk;
import com.ninja3cx.protocol.Channel;
import com.ninja3cx.protocol.Direction;
import com.ninja3cx.protocol.ServerMessage;
import com.ninja3cx.protocol.Wire;
import com.ninja3cx.server.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// An agent under full control of a test: every frame is sent by hand.
final class AgentClient implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final LinkedBlockingQueue<Object> inbox = new LinkedBlockingQueue<>();
    private final List<ServerMessage> seen = new ArrayList<>();
    private final WebSocket socket;
    private long sequence;

    /// The end of the connection.
    record Closed(int code, String reason) {}

    AgentClient(TestServer server, String key) {
        URI uri = URI.create("ws://127.0.0.1:" + server.port() + "/ws/agent");
        this.socket =
                http.newWebSocketBuilder()
                        .header("Authorization", "Bearer " + key)
                        .header("Accept-Language", "en")
                        .buildAsync(uri, new Reader())
                        .join();
    }

    AgentClient hello() {
        send(new AgentMessage.Hello(1, 1, "test", "201", null));
        await(ServerMessage.Welcome.class);
        return this;
    }

    ServerMessage.CallOpened call(String ref, String callId) {
        return call(ref, callId, Instant.now());
    }

    ServerMessage.CallOpened call(String ref, String callId, Instant startedAt) {
        send(
                new AgentMessage.CallStarted(
                        ref, callId, "201", Direction.INBOUND, "+33142685300", null, startedAt));
        return await(ServerMessage.CallOpened.class);
    }

    ServerMessage.StreamOpened stream(int number, String ref, Channel channel, int rate) {
        send(new AgentMessage.StreamStarted(number, ref, channel, rate));
        return await(ServerMessage.StreamOpened.class);
    }

    void send(AgentMessage message) {
        socket.sendText(Wire.write(message), true).join();
    }

    void text(String text) {
        socket.sendText(text, true).join();
    }

    void binary(ByteBuffer frame) {
        socket.sendBinary(frame, true).join();
    }

    /// Sound of one loudness in tenths of a second.
    void sound(int stream, long firstSample, int samples, int rate, float level) {
        int step = rate / 10;
        for (int at = 0; at < samples; at += step) {
            var piece = new short[Math.min(step, samples - at)];
            java.util.Arrays.fill(piece, (short) (level * 32_768));
            chunk(stream, firstSample + at, piece);
        }
    }

    /// One piece of sound.
    void chunk(int stream, long firstSample, short[] samples) {
        binary(new AudioChunk(stream, sequence++, firstSample, 0, samples).encode());
    }

    /// Sound that the server may refuse by closing the connection.
    Closed soundUntilClosed(int stream, long firstSample, int samples, int rate, float level) {
        try {
            sound(stream, firstSample, samples, rate, level);
        } catch (CompletionException closedMeanwhile) {
            assertThat(closedMeanwhile).hasCauseInstanceOf(IOException.class);
        }
        return await(Closed.class);
    }

    <T> T await(Class<T> type) {
        return await(type, each -> true);
    }

    /// The next arrival of this kind; others are kept aside.
    <T> T await(Class<T> type, Predicate<T> matching) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        try {
            while (true) {
                Object next = inbox.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (next == null) {
                    throw new AssertionError("no " + type.getSimpleName() + " came, but " + seen);
                }
                if (next instanceof ServerMessage message) {
                    seen.add(message);
                }
                if (type.isInstance(next) && matching.test(type.cast(next))) {
                    return type.cast(next);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /// Everything that arrived and was awaited or passed over.
    List<ServerMessage> seen() {
        return seen;
    }

    /// The connection dies without a word.
    void cut() {
        socket.abort();
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }

    private final class Reader implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                inbox.add(Wire.readServerMessage(text.toString()));
                text.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
            inbox.add(new Closed(code, reason));
            return null;
        }
    }
}
