package com.ninja3cx.server.e2e;

import com.ninja3cx.speech.LiveStream;
import com.ninja3cx.speech.RecognizerEvent;
import com.ninja3cx.speech.RevisedSegment;
import com.ninja3cx.speech.RevisionStream;
import com.ninja3cx.speech.Speech;
import com.ninja3cx.speech.StreamOptions;
import com.ninja3cx.speech.live.LocalSpeech;
import com.ninja3cx.speech.live.StoredModels;
import com.ninja3cx.speech.live.Tuning;
import com.ninja3cx.speech.models.ModelStore;
import com.ninja3cx.speech.models.Sources;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The real engine with the base model, loaded once and lent to one server after the other.
final class RealSpeech implements Speech {

    private static final RealSpeech SHARED = new RealSpeech();

    private final LocalSpeech engine;

    private RealSpeech() {
        Map<String, String> environment = System.getenv();
        var store = new ModelStore(ModelStore.root(environment), Sources.of(environment));
        int cores = Runtime.getRuntime().availableProcessors();
        this.engine =
                LocalSpeech.start(
                        new StoredModels(store, "base", cores),
                        Tuning.of(cores, Math.max(2, cores), List.of("fr", "en")),
                        Duration.ofSeconds(5));
    }

    static Speech shared() {
        return SHARED;
    }

    @Override
    public State state() {
        return engine.state();
    }

    @Override
    public LiveStream open(StreamOptions options, Consumer<RecognizerEvent> listener) {
        return engine.open(options, listener);
    }

    @Override
    public RevisionStream revise(Optional<String> language, Consumer<RevisedSegment> listener) {
        return engine.revise(language, listener);
    }

    @Override
    public Load load() {
        return engine.load();
    }

    /// The next server needs it again; it ends with the tests.
    @Override
    public void close() {}
}
