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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads revisions, on as many threads as decode. A caller waits for its own work, so that no more
/// waits here than there are callers, and the work of a stream is done in order.
final class Revisions {

    /// While live work keeps every decoding thread busy, a window is read a fifth of the time.
    private static final int YIELDED_FOR_EACH_WORKED = 4;

    private static final long MOST_YIELD_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final BlockingQueue<FutureTask<Void>> tasks = new LinkedBlockingQueue<>();
    private final DecodeQueue live;
    private final List<String> languages;
    private final HotWords hotWords;
    private volatile boolean closed;
    private volatile @Nullable VoiceActivity detector;
    private volatile @Nullable WindowDecoder decoder;

    Revisions(DecodeQueue live, List<String> languages, HotWords hotWords) {
        this.live = live;
        this.languages = languages;
        this.hotWords = hotWords;
    }

    RevisionStream open(Optional<String> language, Consumer<RevisedSegment> listener) {
        return new Stream(language, listener);
    }

    /// Before the first thread [#run]s.
    void ready(VoiceActivity voice, WindowDecoder words) {
        detector = voice;
        decoder = new Yielding(words);
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
        drain();
    }

    private void drain() {
        for (FutureTask<Void> task = tasks.poll(); task != null; task = tasks.poll()) {
            task.cancel(false);
        }
    }

    private void await(Runnable work) throws InterruptedException {
        var task = new FutureTask<Void>(work, null);
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
        private @Nullable ChannelTranscriber transcriber;
        private volatile boolean over;

        Stream(Optional<String> language, Consumer<RevisedSegment> listener) {
            this.language = language;
            this.listener = listener;
        }

        @Override
        public void accept(float[] samples) throws InterruptedException {
            work(reader -> reader.accept(Samples.clean(samples)));
        }

        @Override
        public void finish() throws InterruptedException {
            work(ChannelTranscriber::finish);
            over = true;
        }

        @Override
        public void close() {
            over = true;
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
                    });
        }

        /// Made on the reading thread, where both models are there.
        private ChannelTranscriber transcriber() {
            if (transcriber == null) {
                transcriber =
                        new ChannelTranscriber(
                                java.util.Objects.requireNonNull(detector),
                                java.util.Objects.requireNonNull(decoder),
                                language,
                                languages,
                                hotWords,
                                listener);
            }
            return transcriber;
        }
    }

    /// Lets all live work go first, between any two steps, but is never stopped by it altogether:
    /// on a busy day a ticket must not wait for ever.
    private final class Yielding implements WindowDecoder {

        private final WindowDecoder words;

        Yielding(WindowDecoder words) {
            this.words = words;
        }

        @Override
        public List<Decoded> decode(List<Window> windows) {
            var turn = new Turn();
            turn.begin(0);
            try {
                return words.decode(windows, turn::giveWay);
            } finally {
                live.giveSpareTimeBack();
            }
        }

        @Override
        public Map<String, Double> languages(float[] samples) {
            new Turn().begin(0);
            try {
                return words.languages(samples);
            } finally {
                live.giveSpareTimeBack();
            }
        }
    }

    /// The time that one piece of work has taken since it last gave way.
    private final class Turn {

        private long began;

        void begin(long limitNanos) {
            try {
                live.takeSpareTime(limitNanos);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            began = System.nanoTime();
        }

        void giveWay() {
            long worked = System.nanoTime() - began;
            live.giveSpareTimeBack();
            begin(Math.min(worked * YIELDED_FOR_EACH_WORKED, MOST_YIELD_NANOS));
        }
    }
}
