package com.ninja3cx.speech.whisper;

import com.ninja3cx.speech.onnx.AttentionHead;
import com.ninja3cx.speech.onnx.BuiltModel;
import com.ninja3cx.speech.onnx.Device;
import com.ninja3cx.speech.onnx.Progress;
import com.ninja3cx.speech.onnx.WhisperSessions;
import com.ninja3cx.speech.weights.WeightsException;
import com.ninja3cx.speech.weights.WhisperWeights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;
import tools.jackson.core.JacksonException;

/// A Whisper model, ready to read windows of sound.
///
/// Holds one set of graphs for all calls. Thread-safe; to be called from platform threads, of which
/// the caller decides how many. Close it only when no call is running.
public final class WhisperModel implements WindowDecoder, AutoCloseable {

    private static final int MOST_SAMPLES = 30 * LogMel.SAMPLE_RATE;

    private final WhisperSessions sessions;
    private final WindowReader reader;
    private final SpecialTokens special;
    private final Tokenizer tokenizer;
    private final KnownText knownText;

    private WhisperModel(
            WhisperSessions sessions,
            Tokenizer tokenizer,
            SpecialTokens special,
            Suppressed suppressed,
            List<AttentionHead> heads,
            LongFunction<? extends RandomGenerator> randoms) {
        this.sessions = sessions;
        this.tokenizer = tokenizer;
        this.special = special;
        this.knownText = new KnownText(sessions, tokenizer, special, heads);
        this.reader = new WindowReader(sessions, tokenizer, special, suppressed, heads, randoms);
    }

    /// Opens a model: a folder of CTranslate2 files (`model.bin`, `tokenizer.json` and, where there
    /// is one, `config.json`) or a ggml `.bin`. The first time its graphs are built beside it,
    /// which takes some seconds and about as much disk space again.
    ///
    /// `threads`: cores that one call may use.
    public static WhisperModel open(Path model, int threads, Progress progress) {
        return open(model, threads, Device.CPU, progress);
    }

    /// The same on a device.
    ///
    /// @throws com.ninja3cx.speech.onnx.DeviceUnavailable when the device cannot be used
    public static WhisperModel open(Path model, int threads, Device device, Progress progress) {
        return open(model, threads, device, progress, Random::new);
    }

    static WhisperModel open(
            Path model,
            int threads,
            Progress progress,
            LongFunction<? extends RandomGenerator> randoms) {
        return open(model, threads, Device.CPU, progress, randoms);
    }

    private static WhisperModel open(
            Path model,
            int threads,
            Device device,
            Progress progress,
            LongFunction<? extends RandomGenerator> randoms) {
        Path weightsFile = Files.isDirectory(model) ? model.resolve("model.bin") : model;
        try (var weights = WhisperWeights.open(weightsFile)) {
            var tokenizer = tokenizer(weights);
            var special = SpecialTokens.of(tokenizer.size(), weights.dimensions());
            Path config = weightsFile.resolveSibling("config.json");
            var suppressed = Suppressed.of(config, tokenizer, special);
            var heads = AlignmentHeads.of(config, weights.dimensions());
            var built = BuiltModel.of(weights, progress);
            var sessions =
                    WhisperSessions.load(built, weights.dimensions(), threads, device, progress);
            return new WhisperModel(sessions, tokenizer, special, suppressed, heads, randoms);
        }
    }

    private static Tokenizer tokenizer(WhisperWeights weights) {
        if (!weights.tokens().isEmpty()) {
            return new Tokenizer(weights.tokens());
        }
        Path file = weights.file().resolveSibling("tokenizer.json");
        try {
            return new Tokenizer(VocabularyFile.read(file));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new WeightsException(
                    WeightsException.Code.NOT_WHISPER,
                    file,
                    "the tokens of the model are expected there: " + e.getMessage(),
                    e);
        }
    }

    @Override
    public List<Decoded> decode(List<Window> windows) {
        return decode(windows, () -> {});
    }

    @Override
    public List<Decoded> decode(List<Window> windows, Runnable betweenSteps) {
        windows.forEach(WhisperModel::check);
        var ear = reader.ear(betweenSteps);
        var languages = reader.languagesOf(windows, ear);
        var notes = new WindowNotes[windows.size()];
        Arrays.setAll(notes, i -> new WindowNotes(windows.get(i), languages.get(i)));
        var open = List.of(notes);
        while (!open.isEmpty()) {
            var readings = reader.read(open.stream().map(WindowNotes::next).toList(), ear);
            for (int i = 0; i < open.size(); i++) {
                open.get(i).add(readings.get(i), special, tokenizer);
            }
            open = open.stream().filter(note -> !note.complete()).toList();
        }
        return Arrays.stream(notes).map(WindowNotes::toDecoded).toList();
    }

    /// Finds the words of a known text in its sound of at most 30 s; a pause belongs to the word
    /// before it.
    ///
    /// @throws IllegalArgumentException when sound or text are too long, or the model does not know
    ///   the language
    public List<SpokenWord> align(float[] samples, String language, String text) {
        if (samples.length > MOST_SAMPLES || text.isBlank()) {
            throw new IllegalArgumentException("at most 30 s, with a text");
        }
        if (special.multilingual() && special.language(language).isEmpty()) {
            throw new IllegalArgumentException("language " + language);
        }
        return knownText.find(samples, reader.ear(() -> {}), language, text);
    }

    private static void check(Window window) {
        int samples = window.begun().sound().length + window.samples().length;
        if (samples > MOST_SAMPLES) {
            throw new IllegalArgumentException("a window of " + samples + " samples, at most 30 s");
        }
        if (window.options().beamSize() < 1) {
            throw new IllegalArgumentException("beam " + window.options().beamSize());
        }
    }

    @Override
    public Map<String, Double> languages(float[] samples, double leastSeconds) {
        if (!special.multilingual()) {
            return Map.of("en", 1.0);
        }
        float[] head =
                samples.length <= MOST_SAMPLES ? samples : Arrays.copyOf(samples, MOST_SAMPLES);
        return reader.languages(head, leastSeconds);
    }

    @Override
    public void close() {
        sessions.close();
    }
}
