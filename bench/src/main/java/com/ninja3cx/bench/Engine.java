package com.ninja3cx.bench;

import com.ninja3cx.speech.Speech;
import com.ninja3cx.speech.Wording;
import com.ninja3cx.speech.live.LocalSpeech;
import com.ninja3cx.speech.live.SpeechModels.NotReady;
import com.ninja3cx.speech.live.StoredModels;
import com.ninja3cx.speech.live.Tuning;
import com.ninja3cx.speech.models.ModelStore;
import com.ninja3cx.speech.models.ModelUnavailable;
import com.ninja3cx.speech.models.Sources;
import com.ninja3cx.speech.onnx.Device;
import com.ninja3cx.speech.reading.HotWords;
import com.ninja3cx.speech.whisper.WindowDecoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The speech engine as the server runs it, with the same settings from the environment:
/// `WHISPER_MODEL`, `WHISPER_DEVICE`, `WHISPER_THREADS`, `WHISPER_MAX_CONCURRENT`,
/// `WHISPER_HOTWORDS`, `MODELS_DIR`.
public final class Engine implements AutoCloseable {

    private static final Duration LOAD_LIMIT = Duration.ofHours(2);

    private final LocalSpeech speech;
    private final String model;
    private final Device device;

    private Engine(LocalSpeech speech, String model, Device device) {
        this.speech = speech;
        this.model = model;
        this.device = device;
    }

    /// Returns when the models are loaded.
    ///
    /// @param model instead of `WHISPER_MODEL`
    /// @throws WrongSetting when a setting of the environment cannot be used
    public static Engine start(
            Map<String, String> environment, @Nullable String model, Consumer<String> doing)
            throws NotReady, InterruptedException {
        int cores = cores(environment);
        StoredModels models = models(environment, model);
        var tuning =
                Tuning.of(cores, number(environment, "WHISPER_MAX_CONCURRENT"), List.of("fr", "en"))
                        .withHotWords(hotWords(environment));
        doing.accept("whisper " + models.name());
        var speech = LocalSpeech.start(models, tuning, LOAD_LIMIT);
        return switch (speech.awaitReady(LOAD_LIMIT)) {
            case Speech.State.Ready ready -> new Engine(speech, ready.model(), device(environment));
            case Speech.State.Failed(var code, var why) -> throw gone(speech, why);
            case Speech.State.Starting(var still) -> throw gone(speech, still);
        };
    }

    /// The models alone, for looking into the engine.
    public static StoredModels models(Map<String, String> environment, @Nullable String model) {
        return new StoredModels(
                new ModelStore(ModelStore.root(environment), Sources.of(environment)),
                name(environment, model),
                Tuning.coresPerLook(cores(environment)),
                device(environment));
    }

    /// What computes the model, after `WHISPER_DEVICE`.
    ///
    /// @throws WrongSetting when there is no such device
    public static Device device(Map<String, String> environment) {
        String set = environment.getOrDefault("WHISPER_DEVICE", "").strip();
        return switch (set.toLowerCase(Locale.ROOT)) {
            case "", "cpu" -> Device.CPU;
            case "cuda" -> Device.CUDA;
            default ->
                    throw new WrongSetting(
                            new Wording(
                                    "WHISPER_DEVICE : « %s » n'existe pas ; possibles : cpu, cuda"
                                            .formatted(set),
                                    "WHISPER_DEVICE: “%s” does not exist; possible: cpu, cuda"
                                            .formatted(set)));
        };
    }

    private static HotWords hotWords(Map<String, String> environment) {
        String set = environment.getOrDefault("WHISPER_HOTWORDS", "");
        try {
            return HotWords.of(set);
        } catch (IllegalArgumentException tooLong) {
            throw new WrongSetting(
                    new Wording(
                            "WHISPER_HOTWORDS : au plus %d lettres en tout, pas %d"
                                    .formatted(HotWords.MOST_LETTERS, set.length()),
                            "WHISPER_HOTWORDS: at most %d letters together, not %d"
                                    .formatted(HotWords.MOST_LETTERS, set.length())));
        }
    }

    private static int cores(Map<String, String> environment) {
        int threads = number(environment, "WHISPER_THREADS");
        return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    }

    /// The files of the model, fetched when they are not there yet: a CTranslate2 folder or a ggml
    /// file.
    public static Path files(
            Map<String, String> environment, @Nullable String model, Consumer<String> doing)
            throws NotReady, InterruptedException {
        try {
            return new ModelStore(ModelStore.root(environment), Sources.of(environment))
                    .whisper(
                            name(environment, model),
                            step -> doing.accept(step.wording().english()));
        } catch (ModelUnavailable missing) {
            throw new NotReady(missing.wording());
        }
    }

    public Speech speech() {
        return speech;
    }

    public String model() {
        return model;
    }

    public Device device() {
        return device;
    }

    @Override
    public void close() {
        speech.close();
    }

    /// Gives a decoder's memory back.
    public static void close(WindowDecoder decoder) {
        if (decoder instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception leaving) {
                throw new IllegalStateException("the model did not close", leaving);
            }
        }
    }

    private static NotReady gone(LocalSpeech speech, Wording why) {
        speech.close();
        return new NotReady(why);
    }

    private static String name(Map<String, String> environment, @Nullable String model) {
        return model == null ? environment.getOrDefault("WHISPER_MODEL", "base") : model;
    }

    private static int number(Map<String, String> environment, String name) {
        String set = environment.getOrDefault(name, "");
        return set.matches("[1-9]\\d{0,3}") ? Integer.parseInt(set) : 0;
    }
}
