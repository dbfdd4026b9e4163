package com.ninja3cx.server.live;

import com.ninja3cx.server.Service;
import com.ninja3cx.server.cluster.Bus;
import com.ninja3cx.server.cluster.Hint;
import com.ninja3cx.speech.Speech;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/// Keeps browsers up to date: each gets the whole picture first, then numbered changes. A browser
/// that misses a number connects again.
public final class LiveHub implements Service {

    private static final Logger LOG = LoggerFactory.getLogger(LiveHub.class);
    private static final Duration TICK = Duration.ofMillis(500);

    /// Something is said at least this often, so that a page knows its connection lives.
    private static final int TICKS_OF_SILENCE = 40;

    private final LivePicture picture;
    private final Speech speech;
    private final Bus bus;
    private final Map<String, Viewer> viewers = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private Bus.@Nullable Subscription subscription;

    LiveHub(LivePicture picture, Speech speech, Bus bus) {
        this.picture = picture;
        this.speech = speech;
        this.bus = bus;
    }

    private record Viewer(SendQueue queue, Locale locale) {}

    @Override
    public void start() {
        subscription = bus.subscribe(this::hinted);
        threads.execute(this::watchSpeech);
    }

    /// Gives a new viewer the whole picture, and all changes from now on.
    void join(String id, SendQueue queue, Locale locale) {
        lock.lock();
        try {
            send(queue, null, picture.snapshot(locale).toString());
            viewers.put(id, new Viewer(queue, locale));
        } finally {
            lock.unlock();
        }
    }

    void leave(String id) {
        viewers.remove(id);
    }

    private void hinted(Hint hint) {
        lock.lock();
        try {
            switch (hint) {
                case Hint.CallChanged(String call) ->
                        tellEach("call " + call, locale -> picture.call(call, locale));
                case Hint.PartialShown shown ->
                        tellAll(
                                words(shown.callId(), shown.channel(), shown.utterance()),
                                picture.partial(shown));
                case Hint.SegmentStored stored -> {
                    withdraw(words(stored.callId(), stored.channel(), stored.utterance()));
                    picture.stored(stored).ifPresent(this::tellAll);
                }
                case Hint.SegmentDropped dropped -> {
                    withdraw(words(dropped.callId(), dropped.channel(), dropped.utterance()));
                    tellAll(picture.dropped(dropped));
                }
                case Hint.DraftChanged(String call, String draft) ->
                        tellEach("draft " + call, locale -> picture.draft(call, locale));
                case Hint.AtDraft at -> tellAll("at " + at.window(), LivePicture.presence(at));
                case Hint.SpeechStateChanged() ->
                        tellEach("speech", locale -> Optional.of(picture.speech(locale)));
            }
        } finally {
            lock.unlock();
        }
    }

    private static String words(String callId, String channel, long utterance) {
        return callId + " " + LivePicture.key(channel, utterance);
    }

    private void withdraw(String key) {
        viewers.values().forEach(each -> each.queue().withdraw(key));
    }

    private void tellAll(ObjectNode message) {
        tellAll(null, message);
    }

    private void tellAll(@Nullable String key, ObjectNode message) {
        if (viewers.isEmpty()) {
            return;
        }
        String body = message.toString();
        viewers.values().forEach(each -> send(each.queue(), key, body));
    }

    /// What reads differently in each language; a newer one takes the place of one that waits.
    private void tellEach(String key, Function<Locale, Optional<ObjectNode>> message) {
        Map<Locale, Optional<String>> said = new HashMap<>();
        for (Viewer each : viewers.values()) {
            said.computeIfAbsent(
                            each.locale(), locale -> message.apply(locale).map(Object::toString))
                    .ifPresent(body -> send(each.queue(), key, body));
        }
    }

    private static void send(SendQueue viewer, @Nullable String key, String body) {
        viewer.sendNumbered(
                key, body.length(), number -> "{\"sequence\":" + number + "," + body.substring(1));
    }

    private void watchSpeech() {
        Speech.State last = speech.state();
        long lastBehind = 0;
        int quiet = 0;
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(TICK.toMillis());
                Speech.State now = speech.state();
                long behind = speech.load().behindMillis();
                quiet++;
                if (!now.getClass().equals(last.getClass())) {
                    LOG.info("whisper: {}", now);
                }
                if (behind > 0 != lastBehind > 0) {
                    LOG.warn(
                            behind > 0
                                    ? "whisper: more is said than can be read, texts are {} ms late"
                                    : "whisper: texts are in time again",
                            behind);
                }
                if (!now.equals(last) || behind != lastBehind || quiet >= TICKS_OF_SILENCE) {
                    last = now;
                    lastBehind = behind;
                    quiet = 0;
                    bus.publish(new Hint.SpeechStateChanged());
                    viewers.values().forEach(each -> each.queue().ping());
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /// Browsers that look on now.
    public int viewers() {
        return (int) viewers.values().stream().filter(each -> each.queue().open()).count();
    }

    /// Tells all browsers to come back soon.
    void goAway() {
        viewers.values().forEach(each -> each.queue().close(1012, "restart"));
    }

    @Override
    public void close() {
        threads.shutdownNow();
        if (subscription != null) {
            subscription.close();
        }
    }
}
