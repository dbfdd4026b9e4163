package com.ninja3cx.server.live;

import com.ninja3cx.protocol.ServerMessage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Tells one agent what becomes of the tickets of its calls: once for each change, and everything
/// again when it announces a call again after a cut. Thread-safe.
final class FollowedDrafts {

    /// Further calls take the place of the oldest.
    private static final int MOST = 64;

    private final Function<String, Optional<DraftNews>> drafts;
    private final String page;
    private final Consumer<ServerMessage> tell;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Followed> calls =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Followed> eldest) {
                    return size() > MOST;
                }
            };

    /// @param told null until the call has a draft
    private record Followed(String callRef, @Nullable DraftNews told) {}

    /// @param drafts the draft of a call
    /// @param page where people look at calls, such as `https://calls.example`
    FollowedDrafts(
            Function<String, Optional<DraftNews>> drafts,
            String page,
            Consumer<ServerMessage> tell) {
        this.drafts = drafts;
        this.page = page;
        this.tell = tell;
    }

    /// From now on the draft of this call is told of.
    void follow(String callId, String callRef) {
        lock.lock();
        try {
            calls.put(callId, new Followed(callRef, null));
        } finally {
            lock.unlock();
        }
        changed(callId);
    }

    /// The draft of a call may be another one now.
    void changed(String callId) {
        lock.lock();
        try {
            Followed followed = calls.get(callId);
            if (followed == null) {
                return;
            }
            drafts.apply(callId)
                    .ifPresent(
                            news -> {
                                news(callId, followed, news);
                                calls.replace(callId, new Followed(followed.callRef(), news));
                            });
        } finally {
            lock.unlock();
        }
    }

    /// Hints may be lost: looks at everything that may still change.
    void lookAgain() {
        List<String> open;
        lock.lock();
        try {
            open =
                    calls.entrySet().stream()
                            .filter(each -> !over(each.getValue().told()))
                            .map(Map.Entry::getKey)
                            .toList();
        } finally {
            lock.unlock();
        }
        open.forEach(this::changed);
    }

    private static boolean over(@Nullable DraftNews told) {
        return told != null && (told.ticket() != null || told.state().equals("discarded"));
    }

    private void news(String callId, Followed followed, DraftNews now) {
        DraftNews before = followed.told();
        String ref = followed.callRef();
        if (before == null || !before.title().equals(now.title())) {
            String url = page + "/#" + URLEncoder.encode(callId, StandardCharsets.UTF_8);
            tell.accept(new ServerMessage.DraftReady(ref, now.id(), now.title(), url));
        }
        if (before == null
                || !before.state().equals(now.state())
                || !Objects.equals(before.deadline(), now.deadline())) {
            tell.accept(new ServerMessage.Countdown(ref, now.id(), now.state(), now.deadline()));
        }
        Integer ticket = now.ticket();
        if (ticket != null && (before == null || before.ticket() == null)) {
            String url = now.url();
            tell.accept(new ServerMessage.TicketSent(ref, ticket, url == null ? "" : url));
        }
    }
}
