package com.ninja3cx.speech.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import com.ninja3cx.speech.weights.Dimensions;
import java.lang.foreign.Arena;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.LongStream;

/// The three graphs of a model, loaded once and shared by all calls.
///
/// Thread-safe; to be called from platform threads.
public final class WhisperSessions implements AutoCloseable {

    /// Memory of longer windows is given back after each: they need much, and are rare.
    private static final int MOST_KEPT_PLACES = 700;

    /// Windows longer than this, 20 s, are encoded one after the other: the memory for one is
    /// enough.
    private static final int MOST_TOGETHER_PLACES = 1_000;

    private final ReentrantLock longWindow = new ReentrantLock();

    private final Dimensions dimensions;
    private final OrtEnvironment environment = OnnxEnvironment.get();
    private final OrtSession encoder;
    private final OrtSession cross;
    private final OrtSession decoder;

    private WhisperSessions(
            Dimensions dimensions, OrtSession encoder, OrtSession cross, OrtSession decoder) {
        this.dimensions = dimensions;
        this.encoder = encoder;
        this.cross = cross;
        this.decoder = decoder;
    }

    /// Loads the graphs. `threads`: how many cores one call into the encoder may use. The decoder
    /// uses one: waking others costs more than its small products gain, and with more threads than
    /// heads one head's product would be split in a way that depends on the size of the batch, so
    /// that results would no longer be bit-identical.
    public static WhisperSessions load(
            BuiltModel model, Dimensions dimensions, int threads, Progress progress) {
        return load(model, dimensions, threads, Device.CPU, progress);
    }

    /// The same on a device.
    ///
    /// @throws DeviceUnavailable when the device cannot be used
    public static WhisperSessions load(
            BuiltModel model,
            Dimensions dimensions,
            int threads,
            Device device,
            Progress progress) {
        progress.reached(Progress.Step.LOADING, 0);
        var encoder = session(model.folder().resolve(BuiltModel.ENCODER), threads, device);
        progress.reached(Progress.Step.LOADING, 0.4);
        var cross = session(model.folder().resolve(BuiltModel.CROSS), threads, device);
        var decoder = session(model.folder().resolve(BuiltModel.DECODER), 1, device);
        progress.reached(Progress.Step.LOADING, 1);
        return new WhisperSessions(dimensions, encoder, cross, decoder);
    }

    private static OrtSession session(Path file, int threads, Device device) {
        try {
            return create(file, threads, device);
        } catch (OrtException e) {
            if (device != Device.CPU && loadsOnTheProcessor(file)) {
                throw DeviceUnavailable.doesNotStart(e);
            }
            throw new ModelException(
                    ModelException.Code.CANNOT_LOAD,
                    "The speech model "
                            + file
                            + " cannot be loaded: "
                            + e.getMessage()
                            + ". Delete the folder "
                            + file.getParent()
                            + " and start again: it is built anew.",
                    e);
        }
    }

    /// Whether it is the device that fails, and not the file.
    private static boolean loadsOnTheProcessor(Path file) {
        try (var session = create(file, 1, Device.CPU)) {
            return session.getNumInputs() > 0;
        } catch (OrtException broken) {
            return false;
        }
    }

    private static OrtSession create(Path file, int threads, Device device) throws OrtException {
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            // Memory is kept between runs: fetching the pages anew for each layer costs more than
            // some of its products. (For long windows see MOST_KEPT_PLACES.)
            options.setCPUArenaAllocator(true);
            options.setMemoryPatternOptimization(false);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            var environment = OnnxEnvironment.get();
            device.prepare(options);
            return environment.createSession(file.toString(), options);
        }
    }

    public Dimensions dimensions() {
        return dimensions;
    }

    /// What the encoder makes of a spectrogram `[bins, 2 · layout.sound]`.
    public Encoded encode(float[] mel, Layout layout) {
        if (layout.places() <= MOST_TOGETHER_PLACES) {
            return encodeNow(mel, layout);
        }
        longWindow.lock();
        try {
            return encodeNow(mel, layout);
        } finally {
            longWindow.unlock();
        }
    }

    private Encoded encodeNow(float[] mel, Layout layout) {
        int width = dimensions.width();
        int places = layout.places();
        float[] audio = new float[places * width];
        // Own memory for both ends: the runtime's Java side would leave copies to the collector.
        try (var arena = Arena.ofConfined()) {
            var heard = NativeFloats.allocate(arena, audio.length);
            var spectrum = NativeFloats.allocate(arena, mel.length).put(mel).flip();
            try (var input = floats(spectrum, 1, dimensions.melBins(), 2L * layout.sound());
                    var seen = longs(layout.seen(), places);
                    var positions = longs(layout.positions(), places);
                    var weights = floats(FloatBuffer.wrap(layout.weights()), places);
                    var output = floats(heard, 1, places, width);
                    var run = new OrtSession.RunOptions()) {
                if (places > MOST_KEPT_PLACES) {
                    run.addRunConfigEntry("memory.enable_memory_arena_shrinkage", "cpu:0");
                }
                var inputs =
                        Map.of(
                                "mel", input,
                                "seen", seen,
                                "positions", positions,
                                "weights", weights);
                encoder.run(inputs, Set.of(), Map.of("audio", output), run).close();
            }
            heard.get(audio);
            return new Encoded(audio, layout);
        } catch (OrtException e) {
            throw failed(e);
        }
    }

    /// Keys and values of windows of the same layout, for the decoder to look at.
    public Sound cross(List<Encoded> audio) {
        int windows = audio.size();
        Layout layout = audio.getFirst().layout();
        int places = layout.places();
        var sound = new Sound(dimensions, windows, layout);
        var outputs = new HashMap<String, OnnxTensor>();
        try (var arena = Arena.ofConfined()) {
            var stacked = NativeFloats.allocate(arena, windows * places * dimensions.width());
            audio.forEach(each -> stacked.put(each.vectors()));
            sound.bind(environment, outputs);
            try (var input = floats(stacked.flip(), windows, places, dimensions.width())) {
                cross.run(Map.of("audio", input), outputs).close();
            }
            return sound;
        } catch (OrtException e) {
            sound.close();
            throw failed(e);
        } finally {
            outputs.values().forEach(OnnxTensor::close);
        }
    }

    /// One step of the decoder for all rows of the cache. Puts this step's keys and values into the
    /// cache and the log-probabilities of the next token at each picked place into `scores`.
    public void step(Step step, Sound sound, KeyValueCache cache, ScoreBuffers scores) {
        step(step, sound, cache, scores, new HashMap<>());
    }

    /// @param outputs further ones wanted; closed here
    private void step(
            Step step,
            Sound sound,
            KeyValueCache cache,
            ScoreBuffers scores,
            Map<String, OnnxTensor> outputs) {
        var inputs = new HashMap<String, OnnxTensor>();
        int rows = cache.rows();
        int tokens = step.tokens().length / rows;
        int picks = step.pick().length;
        try {
            inputs.put("tokens", longs(step.tokens(), rows, tokens));
            inputs.put("positions", longs(step.positions(), rows, tokens));
            inputs.put("pick", longs(step.pick(), picks));
            inputs.put("bias", floats(scores.biasOf(picks), picks, dimensions.vocabulary()));
            inputs.put("lengths", ints(step.lengths(), rows));
            inputs.put("longest", ints(new int[] {step.longest()}));
            var results = scores.scoresOf(picks);
            outputs.put("log_probabilities", floats(results, picks, dimensions.vocabulary()));
            inputs.put("weights", floats(sound.weights(), sound.places()));
            cache.bind(environment, inputs, outputs);
            sound.bind(environment, inputs);
            decoder.run(inputs, outputs).close();
        } catch (OrtException e) {
            throw failed(e);
        } finally {
            Set<OnnxTensor> ours = new LinkedHashSet<>(inputs.values());
            ours.addAll(outputs.values());
            ours.forEach(OnnxTensor::close);
        }
    }

    /// Where in the sound of one window the decoder looks while it is given these tokens: for each
    /// head `[tokens, places]`, row by row, each row summing to 1.
    public float[][] attend(List<Integer> tokens, Sound sound, List<AttentionHead> heads) {
        int count = tokens.size();
        int places = sound.places();
        var layers = new LinkedHashMap<Integer, FloatBuffer>();
        var outputs = new HashMap<String, OnnxTensor>();
        try (var arena = Arena.ofConfined();
                var cache = new KeyValueCache(dimensions, 1, count);
                var scores = new ScoreBuffers(dimensions.vocabulary(), 1)) {
            for (var head : heads) {
                layers.computeIfAbsent(
                        head.layer(),
                        _ ->
                                NativeFloats.allocate(
                                        arena, dimensions.decoderHeads() * count * places));
            }
            for (var layer : layers.entrySet()) {
                long[] shape = {1, dimensions.decoderHeads(), count, places};
                outputs.put("attention_" + layer.getKey(), floats(layer.getValue(), shape));
            }
            step(allAtOnce(tokens), sound, cache, scores, outputs);
            var looks = new float[heads.size()][count * places];
            for (int i = 0; i < looks.length; i++) {
                int from = heads.get(i).head() * count * places;
                Objects.requireNonNull(layers.get(heads.get(i).layer())).get(from, looks[i]);
            }
            return looks;
        } catch (OrtException e) {
            throw failed(e);
        }
    }

    private static Step allAtOnce(List<Integer> tokens) {
        int count = tokens.size();
        return new Step(
                tokens.stream().mapToLong(Integer::longValue).toArray(),
                LongStream.range(0, count).toArray(),
                new long[] {count - 1},
                new int[] {count - 1},
                count);
    }

    /// Inputs of a step, described at [DecoderGraph]; row-major.
    @SuppressWarnings("ArrayRecordComponent") // made for one step, never compared
    public record Step(long[] tokens, long[] positions, long[] pick, int[] lengths, int longest) {}

    @Override
    public void close() {
        try {
            encoder.close();
            cross.close();
            decoder.close();
        } catch (OrtException e) {
            throw failed(e);
        }
    }

    private OnnxTensor floats(FloatBuffer values, long... shape) throws OrtException {
        return OnnxTensor.createTensor(environment, values, shape);
    }

    private OnnxTensor longs(long[] values, long... shape) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
    }

    private OnnxTensor ints(int[] values, long... shape) throws OrtException {
        return OnnxTensor.createTensor(environment, IntBuffer.wrap(values), shape);
    }

    private static ModelException failed(OrtException e) {
        return new ModelException(
                ModelException.Code.CANNOT_RUN,
                "The speech model failed: "
                        + e.getMessage()
                        + ". If the machine is short of memory, free some or choose a smaller model"
                        + " (WHISPER_MODEL).",
                e);
    }
}
