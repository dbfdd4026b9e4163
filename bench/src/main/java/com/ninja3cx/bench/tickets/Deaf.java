package com.ninja3cx.bench.tickets;

import com.ninja3cx.speech.LiveStream;
import com.ninja3cx.speech.RecognizerEvent;
import com.ninja3cx.speech.RevisedSegment;
import com.ninja3cx.speech.RevisionStream;
import com.ninja3cx.speech.Speech;
import com.ninja3cx.speech.StreamOptions;
import java.util.Optional;
import java.util.function.Consumer;

/// A speech engine for a server that is only told of calls.
final class Deaf implements Speech {

    @Override
    public State state() {
        return new State.Ready("none");
    }

    @Override
    public LiveStream open(StreamOptions options, Consumer<RecognizerEvent> listener) {
        throw new IllegalStateException("no speech in this measurement");
    }

    @Override
    public RevisionStream revise(Optional<String> language, Consumer<RevisedSegment> listener) {
        throw new IllegalStateException("no speech in this measurement");
    }

    @Override
    public Load load() {
        return Load.NONE;
    }

    @Override
    public void close() {}
}
