package com.ninja3cx.bench.live;

import com.ninja3cx.bench.Engine;
import com.ninja3cx.bench.calls.WordTimes;
import com.ninja3cx.simulator.calls.CallSound;
import com.ninja3cx.simulator.calls.SpokenWord;
import com.ninja3cx.simulator.calls.Turn;
import com.ninja3cx.speech.live.SpeechModels.NotReady;
import com.ninja3cx.speech.onnx.Progress;
import com.ninja3cx.speech.whisper.WhisperModel;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Aligns with the model that is being measured, in the generator's process, so that neither time
/// nor memory of it is counted. Without a model nothing is found.
final class ModelAligner implements Generator.Aligner {

    private final @Nullable WhisperModel model;

    private ModelAligner(@Nullable WhisperModel model) {
        this.model = model;
    }

    static ModelAligner open(Map<String, String> environment, @Nullable String name) {
        try {
            return new ModelAligner(
                    WhisperModel.open(
                            Engine.files(environment, name, doing -> {}),
                            Runtime.getRuntime().availableProcessors(),
                            Progress.NONE));
        } catch (NotReady missing) {
            return new ModelAligner(null);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new ModelAligner(null);
        }
    }

    @Override
    public List<SpokenWord> words(CallSound wide, Turn turn, String language) {
        return model == null ? List.of() : new WordTimes(model).find(wide, turn, language);
    }

    @Override
    public void close() {
        if (model != null) {
            model.close();
        }
    }
}
