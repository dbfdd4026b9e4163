package com.ninja3cx.server;

import com.ninja3cx.speech.LiveStream;
import com.ninja3cx.speech.RecognizerEvent;
import com.ninja3cx.speech.RevisedSegment;
import com.ninja3cx.speech.RevisionStream;
import com.ninja3cx.speech.Speech;
import com.ninja3cx.speech.StreamOptions;
import java.util.Optional;
import java.util.function.Consumer;

/// Stands in when the engine cannot run on this machine: calls and tickets go on without words, and
/// `/health` says why.
record SpeechOutOfOrder(String why) implements Speech {

    @Override
    public State state() {
        return new State.Failed(why);
    }

    @Override
    public LiveStream open(StreamOptions options, Consumer<RecognizerEvent> listener) {
        return new Deaf(options.startMillis(), listener);
    }

    @Override
    public RevisionStream revise(Optional<String> language, Consumer<RevisedSegment> listener) {
        return new Unread(why);
    }

    @Override
    public Load load() {
        return Load.NONE;
    }

    @Override
    public void close() {}

    private record Unread(String why) implements RevisionStream {

        @Override
        public void accept(float[] samples) {
            throw new IllegalStateException(why);
        }

        @Override
        public void finish() {
            throw new IllegalStateException(why);
        }

        @Override
        public void close() {}
    }

    private record Deaf(long startMillis, Consumer<RecognizerEvent> listener)
            implements LiveStream {

        @Override
        public void accept(float[] samples) {}

        @Override
        public void finish() {
            listener.accept(new RecognizerEvent.Ended(startMillis));
        }

        @Override
        public long lagMillis() {
            return 0;
        }

        @Override
        public void close() {}
    }
}
