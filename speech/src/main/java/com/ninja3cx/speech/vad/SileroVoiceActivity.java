package com.ninja3cx.speech.vad;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.ninja3cx.speech.onnx.OnnxEnvironment;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/// Silero's voice activity model (MIT) on ONNX Runtime: a frame of 512 samples, preceded by the 64
/// samples before it, and a recurrent state.
public final class SileroVoiceActivity implements VoiceActivity {

    private static final int CONTEXT = 64;
    private static final int STATE = 2 * 128;
    private static final long[] INPUT_SHAPE = {1, CONTEXT + FRAME};
    private static final long[] STATE_SHAPE = {2, 1, 128};

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final OnnxTensor sampleRate;

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
        try (var input =
                        OnnxTensor.createTensor(
                                environment, FloatBuffer.wrap(own.input), INPUT_SHAPE);
                var state =
                        OnnxTensor.createTensor(
                                environment, FloatBuffer.wrap(own.state), STATE_SHAPE);
                OrtSession.Result result =
                        session.run(Map.of("input", input, "state", state, "sr", sampleRate))) {
            float probability = ((OnnxTensor) result.get(0)).getFloatBuffer().get(0);
            ((OnnxTensor) result.get(1)).getFloatBuffer().get(own.state);
            System.arraycopy(own.input, FRAME, own.input, 0, CONTEXT);
            return probability;
        } catch (OrtException failed) {
            throw new IllegalStateException("voice activity failed", failed);
        }
    }

    @Override
    public VoiceActivity.Memory newMemory() {
        return new Memory();
    }

    @Override
    public void close() {
        try {
            sampleRate.close();
            session.close();
        } catch (OrtException leaving) {
            throw new IllegalStateException("voice activity did not close", leaving);
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
