package com.ninja3cx.server;

import com.ninja3cx.speech.LiveStream;
import com.ninja3cx.speech.RecognizerEvent;
import com.ninja3cx.speech.RevisedSegment;
import com.ninja3cx.speech.RevisionStream;
import com.ninja3cx.speech.Speech;
import com.ninja3cx.speech.StreamOptions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// A deterministic engine for tests: every whole second of sound is an utterance whose text tells
/// its second and its loudest sample (`s3 max0.50`); a silent second is dropped. Like the real one,
/// it depends on the samples alone.
public final class EchoSpeech implements Speech {

    private static final int RATE = 16_000;

    private final List<Stream> streams = new CopyOnWriteArrayList<>();
    private final AtomicInteger revising = new AtomicInteger();
    private volatile Load load = Load.NONE;

    @Override
    public State state() {
        return new State.Ready("echo");
    }

    @Override
    public LiveStream open(StreamOptions options, Consumer<RecognizerEvent> listener) {
        var stream = new Stream(options, listener);
        streams.add(stream);
        return stream;
    }

    /// Hearing fails on every stream that is open now.
    public void failHearing() {
        streams.forEach(Stream::fail);
    }

    @Override
    public RevisionStream revise(Optional<String> language, Consumer<RevisedSegment> listener) {
        revising.incrementAndGet();
        return new Revision(listener, revising::decrementAndGet);
    }

    /// How many second readings are neither done nor given up.
    public int revising() {
        return revising.get();
    }

    @Override
    public Load load() {
        return load;
    }

    /// What [#load] says from now on.
    public void busy(Load now) {
        load = now;
    }

    @Override
    public void close() {}

    /// The words of a text, each with its share of the time.
    private static List<RecognizerEvent.Word> words(String text, long start, long end) {
        String[] words = text.split(" ");
        long each = (end - start) / words.length;
        return IntStream.range(0, words.length)
                .mapToObj(
                        i ->
                                new RecognizerEvent.Word(
                                        words[i], start + i * each, start + (i + 1) * each, 0.875))
                .toList();
    }

    /// One segment for all the sound of a stream: its length and its loudest sample.
    private static final class Revision implements RevisionStream {
        private final Consumer<RevisedSegment> listener;
        private final Runnable closed;
        private long samples;
        private float loudest;

        Revision(Consumer<RevisedSegment> listener, Runnable closed) {
            this.listener = listener;
            this.closed = closed;
        }

        @Override
        public void accept(float[] more) {
            for (float sample : more) {
                loudest = Math.max(loudest, Math.abs(sample));
                samples++;
            }
        }

        @Override
        public void finish() {
            if (loudest > 0) {
                long millis = samples * 1000 / RATE;
                String text = "%d ms max%.2f".formatted(millis, loudest);
                listener.accept(
                        new RevisedSegment(0, millis, text, "fr", 0.95, words(text, 0, millis)));
            }
        }

        @Override
        public void hurry() {}

        @Override
        public void close() {
            closed.run();
        }
    }

    private static final class Stream implements LiveStream {
        private final Consumer<RecognizerEvent> listener;
        private long position;
        private long utterance;
        private int inSecond;
        private float loudest;
        private boolean closed;

        Stream(StreamOptions options, Consumer<RecognizerEvent> listener) {
            this.listener = listener;
            this.position = options.startMillis() * RATE / 1000;
            this.utterance = options.nextUtterance();
        }

        @Override
        public void accept(float[] samples) {
            for (float sample : samples) {
                loudest = Math.max(loudest, Math.abs(sample));
                position++;
                inSecond++;
                if (inSecond == RATE / 2 && loudest > 0) {
                    tell(new RecognizerEvent.Partial(utterance, start(), millis(), "s…", 0));
                }
                if (inSecond == RATE) {
                    endSecond();
                }
            }
        }

        private void endSecond() {
            if (loudest > 0) {
                String text = "s%d max%.2f".formatted(start() / 1000, loudest);
                tell(
                        new RecognizerEvent.Final(
                                utterance,
                                start(),
                                millis(),
                                text,
                                "fr",
                                0.9,
                                words(text, start(), millis())));
            } else {
                tell(new RecognizerEvent.Dropped(utterance));
            }
            utterance++;
            inSecond = 0;
            loudest = 0;
            tell(new RecognizerEvent.Committed(millis(), utterance));
        }

        private long start() {
            return (position - inSecond) * 1000 / RATE;
        }

        private long millis() {
            return position * 1000 / RATE;
        }

        private void tell(RecognizerEvent event) {
            if (!closed) {
                listener.accept(event);
            }
        }

        @Override
        public void finish() {
            if (inSecond > 0) {
                endSecond();
            }
            tell(new RecognizerEvent.Ended(millis()));
        }

        void fail() {
            tell(new RecognizerEvent.Ended(millis()));
            closed = true;
        }

        @Override
        public long lagMillis() {
            return inSecond * 1000L / RATE;
        }

        @Override
        public long behindMillis() {
            return 0;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
