package com.ninja3cx.bench.live;

import com.ninja3cx.speech.LiveStream;
import com.ninja3cx.speech.RecognizerEvent;
import com.ninja3cx.speech.RevisedSegment;
import com.ninja3cx.speech.RevisionStream;
import com.ninja3cx.speech.Speech;
import com.ninja3cx.speech.StreamOptions;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/// An engine that hears nothing, at once. What becomes of its second readings is up to the test.
final class SilentSpeech implements Speech {

    /// How a second reading comes to its end.
    interface Ending {
        void come() throws InterruptedException;
    }

    private final IntFunction<Ending> endings;
    private final AtomicInteger readings = new AtomicInteger();

    /// @param endings of the second readings, in the order in which they begin
    SilentSpeech(IntFunction<Ending> endings) {
        this.endings = endings;
    }

    @Override
    public State state() {
        return new State.Ready("silence");
    }

    @Override
    public LiveStream open(StreamOptions options, Consumer<RecognizerEvent> listener) {
        return new LiveStream() {
            @Override
            public void accept(float[] samples) {}

            @Override
            public void finish() {
                listener.accept(new RecognizerEvent.Ended(0));
            }

            @Override
            public long behindMillis() {
                return 0;
            }

            @Override
            public long lagMillis() {
                return 0;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public RevisionStream revise(Optional<String> language, Consumer<RevisedSegment> listener) {
        Ending ending = endings.apply(readings.getAndIncrement());
        return new RevisionStream() {
            @Override
            public void accept(float[] samples) {}

            @Override
            public void finish() throws InterruptedException {
                ending.come();
            }

            @Override
            public void hurry() {}

            @Override
            public void close() {}
        };
    }

    @Override
    public Load load() {
        return Load.NONE;
    }

    @Override
    public void close() {}
}
