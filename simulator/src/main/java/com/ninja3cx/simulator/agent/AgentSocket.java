package com.ninja3cx.simulator.agent;

import com.ninja3cx.protocol.AgentMessage;
import com.ninja3cx.protocol.AudioChunk;
import com.ninja3cx.protocol.ServerMessage;
import com.ninja3cx.protocol.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// One connection to `/ws/agent`. Sending blocks until the frame is with the system, receiving is a
/// queue. One thread uses it.
final class AgentSocket implements Outlet, AutoCloseable {

    /// What can arrive.
    sealed interface Incoming {
        record Message(ServerMessage message) implements Incoming {}

        record Gone(String why) implements Incoming {}
    }

    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final LinkedBlockingQueue<Incoming> inbox = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    private AgentSocket(HttpClient http, URI server, String key)
            throws IOException, AgentRefusedException {
        try {
            this.socket =
                    http.newWebSocketBuilder()
                            .header("Authorization", "Bearer " + key)
                            .connectTimeout(CONNECT)
                            .buildAsync(address(server), new Listener(inbox))
                            .join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof WebSocketHandshakeException handshake
                    && handshake.getResponse().statusCode() < 500) {
                throw new AgentRefusedException(
                        "the server answers the connection of an agent with HTTP "
                                + handshake.getResponse().statusCode());
            }
            throw new IOException("no connection to " + server, failed.getCause());
        }
    }

    /// @throws AgentRefusedException when the server answers, but not with a socket
    static AgentSocket open(HttpClient http, URI server, String key)
            throws IOException, AgentRefusedException {
        return new AgentSocket(http, server, key);
    }

    @Override
    public void send(AgentMessage message) throws IOException {
        await(socket.sendText(Wire.write(message), true));
    }

    @Override
    public void send(AudioChunk chunk) throws IOException {
        await(socket.sendBinary(chunk.encode(), true));
    }

    /// The next thing that arrived, or nothing within this time.
    @Nullable Incoming poll(Duration within) throws InterruptedException {
        return inbox.poll(within.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// The connection dies without a word, as when a cable is pulled.
    void cut() {
        socket.abort();
    }

    @Override
    public void close() {
        if (!socket.isOutputClosed()) {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "")
                    .orTimeout(2, TimeUnit.SECONDS)
                    .exceptionally(ignored -> socket);
        }
    }

    private static void await(CompletableFuture<WebSocket> sent) throws IOException {
        try {
            sent.orTimeout(30, TimeUnit.SECONDS).join();
        } catch (CompletionException failed) {
            throw new IOException("the connection is gone", failed.getCause());
        }
    }

    private static URI address(URI server) {
        String scheme = "https".equals(server.getScheme()) ? "wss" : "ws";
        return URI.create(scheme + "://" + server.getAuthority() + "/ws/agent");
    }

    private static final class Listener implements WebSocket.Listener {

        private final LinkedBlockingQueue<Incoming> inbox;
        private final StringBuilder text = new StringBuilder();

        Listener(LinkedBlockingQueue<Incoming> inbox) {
            this.inbox = inbox;
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket webSocket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                try {
                    inbox.add(new Incoming.Message(Wire.readServerMessage(text.toString())));
                } catch (JacksonException broken) {
                    inbox.add(new Incoming.Gone("unreadable message: " + text));
                }
                text.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(
                WebSocket webSocket, int statusCode, String reason) {
            inbox.add(new Incoming.Gone("closed with " + statusCode + " " + reason));
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            inbox.add(new Incoming.Gone(String.valueOf(error.getMessage())));
        }
    }
}
