package com.ninja3cx.server;

import com.ninja3cx.speech.LiveStream;
import com.ninja3cx.speech.RecognizerEvent;
import com.ninja3cx.speech.Speech;
import com.ninja3cx.speech.StreamOptions;
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
    public void close() {}

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
