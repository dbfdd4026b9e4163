package com.ninja3cx.simulator.demo;

import com.ninja3cx.protocol.Channel;
import com.ninja3cx.protocol.ServerMessage;
import com.ninja3cx.simulator.agent.Observed;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Looks at `/ws/live` as the page in a browser does: when words arrive there, and the draft.
final class LiveFeed implements AutoCloseable {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final ReentrantLock lock = new ReentrantLock();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Observed> observed = new ArrayList<>();
    private volatile long callStartMillis = System.currentTimeMillis();
    private final URI address;
    private final String key;
    private final Set<String> settled;
    private @Nullable JsonNode draft;
    private boolean closed;

    /// @param settled ids of the drafts of earlier calls, which are not looked at any more
    LiveFeed(URI server, String key, Set<String> settled) {
        this.settled = Set.copyOf(settled);
        this.address = URI.create("ws://" + server.getAuthority() + "/ws/live");
        this.key = key;
        open();
    }

    /// The call's sound begins now, in epoch milliseconds; words are timed from here.
    void callStarts(long atMillis) {
        callStartMillis = atMillis;
    }

    /// The latest state of the draft; empty before there is one.
    Optional<JsonNode> draft() {
        lock.lock();
        try {
            return Optional.ofNullable(draft);
        } finally {
            lock.unlock();
        }
    }

    /// The words in the order and at the time they arrived.
    List<Observed> observed() {
        lock.lock();
        try {
            return List.copyOf(observed);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        http.shutdownNow();
    }

    private void open() {
        try {
            http.newWebSocketBuilder()
                    .header("Authorization", "Bearer " + key)
                    .buildAsync(address, new Reader())
                    .join();
        } catch (CompletionException notNow) {
            reopen();
        }
    }

    private void reopen() {
        lock.lock();
        try {
            if (!closed) {
                CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS).execute(this::open);
            }
        } finally {
            lock.unlock();
        }
    }

    private void read(String text) {
        JsonNode message;
        try {
            message = MAPPER.readTree(text);
        } catch (JacksonException unreadable) {
            return;
        }
        long at = System.currentTimeMillis() - callStartMillis;
        lock.lock();
        try {
            switch (message.path("type").asString("")) {
                case "snapshot" -> message.path("calls").forEach(call -> keep(call.path("draft")));
                case "call" -> keep(message.path("call").path("draft"));
                case "draft" -> keep(message.path("draft"));
                case "partial" ->
                        observed.add(
                                new Observed(
                                        new ServerMessage.Partial(
                                                message.path("call").asString(""),
                                                channel(message),
                                                message.path("utterance").asLong(0),
                                                message.path("startMillis").asLong(0),
                                                message.path("endMillis").asLong(0),
                                                message.path("text").asString(""),
                                                message.path("stableWords").asInt(0)),
                                        at));
                case "final" ->
                        observed.add(
                                new Observed(
                                        new ServerMessage.Final(
                                                message.path("call").asString(""),
                                                channel(message),
                                                message.path("utterance").asLong(0),
                                                message.path("startMillis").asLong(0),
                                                message.path("endMillis").asLong(0),
                                                message.path("text").asString(""),
                                                message.path("language").asString(""),
                                                message.path("confidence").asDouble(0)),
                                        at));
                default -> {}
            }
        } finally {
            lock.unlock();
        }
    }

    private void keep(JsonNode seen) {
        if (seen.isObject() && !settled.contains(seen.path("id").asString(""))) {
            draft = seen;
        }
    }

    private static Channel channel(JsonNode message) {
        return message.path("channel").asString("").equals("agent")
                ? Channel.MICROPHONE
                : Channel.SPEAKER;
    }

    private final class Reader implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket webSocket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                read(text.toString());
                text.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(
                WebSocket webSocket, int statusCode, String reason) {
            reopen();
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            reopen();
        }
    }
}
