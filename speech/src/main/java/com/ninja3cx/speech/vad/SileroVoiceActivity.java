package com.ninja3cx.speech.vad;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.ninja3cx.speech.onnx.OnnxEnvironment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Silero's voice activity model (MIT) on ONNX Runtime: a frame of 512 samples, preceded by the 64
/// samples before it, and a recurrent state.
public final class SileroVoiceActivity implements VoiceActivity {

    private static final int CONTEXT = 64;
    private static final int STATE = 2 * 128;
    private static final long[] INPUT_SHAPE = {1, CONTEXT + FRAME};
    private static final long[] STATE_SHAPE = {2, 1, 128};
    private static final long[] OUTPUT_SHAPE = {1, 1};

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final OnnxTensor sampleRate;
    private final Queue<Place> idle = new ConcurrentLinkedQueue<>();

    private SileroVoiceActivity(OrtEnvironment environment, OrtSession session)
            throws OrtException {
        this.environment = environment;
        this.session = session;
        this.sampleRate =
                OnnxTensor.createTensor(
                        environment, LongBuffer.wrap(new long[] {16_000}), new long[0]);
    }

    /// @param model the file `silero_vad.onnx`
    /// @throws IllegalStateException when it is no such model
    public static SileroVoiceActivity load(Path model) {
        OrtEnvironment environment = OnnxEnvironment.get();
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setSessionLogLevel(ai.onnxruntime.OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            return new SileroVoiceActivity(
                    environment, environment.createSession(model.toString(), options));
        } catch (OrtException broken) {
            throw new IllegalStateException(
                    "The voice activity model " + model + " cannot be used: " + broken.getMessage(),
                    broken);
        }
    }

    @Override
    public float probability(float[] samples, int offset, VoiceActivity.Memory memory) {
        var own = (Memory) memory;
        System.arraycopy(samples, offset, own.input, CONTEXT, FRAME);
        Place place = idle.poll();
        try {
            place = place == null ? new Place(environment, sampleRate) : place;
            float probability = place.run(session, own);
            System.arraycopy(own.input, FRAME, own.input, 0, CONTEXT);
            return probability;
        } catch (OrtException failed) {
            throw new IllegalStateException("voice activity failed", failed);
        } finally {
            if (place != null) {
                idle.add(place);
            }
        }
    }

    @Override
    public VoiceActivity.Memory newMemory() {
        return new Memory();
    }

    @Override
    public void close() {
        try {
            for (Place place = idle.poll(); place != null; place = idle.poll()) {
                place.close();
            }
            sampleRate.close();
            session.close();
        } catch (OrtException leaving) {
            throw new IllegalStateException("voice activity did not close", leaving);
        }
    }

    /// Native memory for what goes into one run and comes out of it, used again and again: setting
    /// it up costs as much as the run.
    private static final class Place {

        private final FloatBuffer input = direct(CONTEXT + FRAME);
        private final FloatBuffer state = direct(STATE);
        private final FloatBuffer nextState = direct(STATE);
        private final FloatBuffer output = direct(1);
        private final OnnxTensor inputTensor;
        private final OnnxTensor stateTensor;
        private final Map<String, OnnxTensor> inputs;
        private final Map<String, OnnxTensor> outputs;

        Place(OrtEnvironment environment, OnnxTensor sampleRate) throws OrtException {
            inputTensor = OnnxTensor.createTensor(environment, input, INPUT_SHAPE);
            stateTensor = OnnxTensor.createTensor(environment, state, STATE_SHAPE);
            inputs = Map.of("input", inputTensor, "state", stateTensor, "sr", sampleRate);
            outputs =
                    Map.of(
                            "output",
                            OnnxTensor.createTensor(environment, output, OUTPUT_SHAPE),
                            "stateN",
                            OnnxTensor.createTensor(environment, nextState, STATE_SHAPE));
        }

        float run(OrtSession session, Memory memory) throws OrtException {
            input.put(0, memory.input);
            state.put(0, memory.state);
            session.run(inputs, outputs).close();
            nextState.get(0, memory.state);
            return output.get(0);
        }

        void close() {
            inputTensor.close();
            stateTensor.close();
            outputs.values().forEach(OnnxTensor::close);
        }

        private static FloatBuffer direct(int numbers) {
            return ByteBuffer.allocateDirect(numbers * Float.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
        }
    }

    private static final class Memory implements VoiceActivity.Memory {

        private final float[] input = new float[CONTEXT + FRAME];
        private final float[] state = new float[STATE];

        @Override
        public void reset() {
            Arrays.fill(input, 0);
            Arrays.fill(state, 0);
        }
    }
}
