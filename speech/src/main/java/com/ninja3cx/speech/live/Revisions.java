package com.ninja3cx.speech.live;

import com.ninja3cx.speech.RevisedSegment;
import com.ninja3cx.speech.RevisionStream;
import com.ninja3cx.speech.audio.Samples;
import com.ninja3cx.speech.file.ChannelTranscriber;
import com.ninja3cx.speech.reading.HotWords;
import com.ninja3cx.speech.vad.VoiceActivity;
import com.ninja3cx.speech.whisper.Decoded;
import com.ninja3cx.speech.whisper.WindowDecoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Reads revisions, on as many threads as decode. A caller waits for its own work, so that no more
/// waits here than there are callers, and the work of a stream is done in order.
final class Revisions {

    /// While live work keeps every decoding thread busy, a window is read a fifth of the time, and
    /// half of it where somebody waits.
    private static final int YIELDED_FOR_EACH_WORKED = 4;

    private static final int YIELDED_WHEN_PRESSING = 1;
    private static final long MOST_YIELD_NANOS = TimeUnit.SECONDS.toNanos(5);

    /// A window begins with its encoder, which cannot be interrupted.
    private static final long MOST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final RevisionTasks tasks = new RevisionTasks();
    private final HeldWindows windows;
    private final DecodeQueue live;
    private final LongSupplier nanoTime;
    private final List<String> languages;
    private final HotWords hotWords;
    private volatile boolean closed;
    private volatile @Nullable VoiceActivity detector;
    private volatile @Nullable WindowDecoder decoder;

    Revisions(
            DecodeQueue live,
            HeldWindows windows,
            LongSupplier nanoTime,
            List<String> languages,
            HotWords hotWords) {
        this.live = live;
        this.windows = windows;
        this.nanoTime = nanoTime;
        this.languages = languages;
        this.hotWords = hotWords;
    }

    RevisionStream open(Optional<String> language, Consumer<RevisedSegment> listener) {
        return new Stream(language, listener);
    }

    /// Before the first thread [#run]s.
    void ready(VoiceActivity voice, WindowDecoder words) {
        detector = voice;
        decoder = words;
    }

    /// The work of a thread.
    void run() {
        try {
            while (!closed) {
                tasks.take().run();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            drain();
        }
    }

    void close() {
        closed = true;
        windows.close();
        drain();
    }

    private void drain() {
        tasks.drain().forEach(task -> task.cancel(false));
    }

    private void await(Runnable work, Urgency urgency) throws InterruptedException {
        var task = new RevisionTasks.Task(work, urgency);
        urgency.asked();
        tasks.add(task);
        if (closed) {
            drain();
        }
        try {
            task.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a window could not be read", failed.getCause());
        } catch (java.util.concurrent.CancellationException stopped) {
            throw new IllegalStateException("the speech engine is closed", stopped);
        }
    }

    private final class Stream implements RevisionStream {

        private final Optional<String> language;
        private final Consumer<RevisedSegment> listener;
        private final Urgency urgency = new Urgency(nanoTime);
        private final HeldWindows.Place place = windows.place();
        private volatile @Nullable ChannelTranscriber transcriber;
        private volatile boolean over;

        Stream(Optional<String> language, Consumer<RevisedSegment> listener) {
            this.language = language;
            this.listener = listener;
        }

        @Override
        public void accept(float[] samples) throws InterruptedException {
            if (!over) {
                place.enter();
            }
            work(reader -> reader.accept(Samples.clean(samples)));
            ChannelTranscriber reader = transcriber;
            if (reader == null || !reader.holdsSound()) {
                place.leave();
            }
        }

        @Override
        public void finish() throws InterruptedException {
            work(ChannelTranscriber::finish);
            close();
        }

        @Override
        public void hurry() {
            urgency.hurry();
            place.hurry();
        }

        @Override
        public void close() {
            over = true;
            transcriber = null;
            place.leave();
        }

        private void work(Consumer<ChannelTranscriber> step) throws InterruptedException {
            if (over) {
                throw new IllegalStateException("this revision is over");
            }
            await(
                    () -> {
                        if (!over) {
                            step.accept(transcriber());
                        }
                    },
                    urgency);
        }

        /// Made on the reading thread, where both models are there.
        private ChannelTranscriber transcriber() {
            ChannelTranscriber made = transcriber;
            if (made == null) {
                made =
                        new ChannelTranscriber(
                                java.util.Objects.requireNonNull(detector),
                                new Yielding(java.util.Objects.requireNonNull(decoder), urgency),
                                language,
                                languages,
                                hotWords,
                                listener);
                transcriber = made;
            }
            return made;
        }
    }

    /// Lets live work go first, between any two steps, but is never stopped by it altogether: on a
    /// busy day a ticket must not wait for ever.
    private final class Yielding implements WindowDecoder {

        private final WindowDecoder words;
        private final Urgency urgency;

        Yielding(WindowDecoder words, Urgency urgency) {
            this.words = words;
            this.urgency = urgency;
        }

        @Override
        public List<Decoded> decode(List<Window> windows) {
            var turn = new Turn(urgency);
            turn.start();
            try {
                return words.decode(windows, turn::giveWay);
            } finally {
                turn.end();
            }
        }

        @Override
        public Map<String, Double> languages(float[] samples, double leastSeconds) {
            var turn = new Turn(urgency);
            turn.start();
            try {
                return words.languages(samples, leastSeconds);
            } finally {
                turn.end();
            }
        }
    }

    /// The time that one piece of work has taken since it last gave way.
    private final class Turn {

        private final Urgency urgency;
        private boolean pressing;
        private long began;

        Turn(Urgency urgency) {
            this.urgency = urgency;
        }

        void start() {
            pressing = urgency.pressing() || tasks.pressing();
            begin(MOST_WAIT_NANOS);
        }

        private void begin(long limitNanos) {
            try {
                live.takeSpareTime(pressing, limitNanos);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            began = nanoTime.getAsLong();
        }

        void giveWay() {
            long worked = nanoTime.getAsLong() - began;
            end();
            // What is in hand keeps its thread: it must not stand in the way of what is awaited.
            pressing = urgency.pressing() || tasks.pressing();
            int times = pressing ? YIELDED_WHEN_PRESSING : YIELDED_FOR_EACH_WORKED;
            begin(Math.min(worked * times, MOST_YIELD_NANOS));
        }

        void end() {
            live.giveSpareTimeBack(pressing);
        }
    }
}
