package com.ninja3cx.speech.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.speech.weights.TinyModel;
import com.ninja3cx.speech.weights.TinyModel.Numbers;
import com.ninja3cx.speech.weights.TinyModel.Shape;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The encoder in 8 bits against one in full precision.
class EncoderGraphTest {

    /// As weights are stored on this machine: in 8 bits, or in 7 where sums of products are cut
    /// off.
    private static final int STEPS = Quantizer.forThisMachine().steps();

    /// Of the length of what comes out: what rounding makes of weights drawn at random.
    private static final double NEAR = STEPS == 127 ? 0.12 : 0.2;

    private static final int LAYERS = 2;

    @TempDir Path folder;

    @ParameterizedTest(name = "{2} steps of sound in {3}, {1} heads in {0}")
    @CsvSource({
        // width, heads, sound, whole
        "64, 2, 40, 40",
        "64, 1, 40, 200",
        "128, 2, 25, 1500",
        "128, 4, 3, 100"
    })
    void itsResultIsThatOfFullPrecisionButForRounding(int width, int heads, int sound, int whole)
            throws IOException {
        var model = model(width, heads);
        var layout = new Layout(sound, whole);

        double fine = distance(model, width, heads, noise(sound), layout, STEPS);
        double coarse = distance(model, width, heads, noise(sound), layout, STEPS / 4);

        assertThat(fine).isLessThan(NEAR);
        assertThat(fine).as("what is left is rounding: finer is nearer").isLessThan(0.7 * coarse);
    }

    @Test
    void silenceIsEncodedToo() throws IOException {
        float[] silence = new float[TinyModel.MEL_BINS * 60];

        assertThat(distance(model(64, 2), 64, 2, silence, new Layout(30, 300), STEPS))
                .isLessThan(NEAR);
    }

    @Test
    void inputsThatNoLayerUsesDisturbNoOthers() throws IOException {
        var model = model(64, 2);
        for (int input = 0; input < 16; input++) {
            for (String layer : new String[] {"attn.query", "attn.key", "attn.value", "mlp.0"}) {
                model.forgetInput("encoder.blocks.1." + layer + ".weight", 64, input);
            }
        }

        assertThat(distance(model, 64, 2, noise(40), new Layout(40, 200), STEPS)).isLessThan(NEAR);
    }

    private static TinyModel model(int width, int heads) {
        return new TinyModel(
                11, new Shape(width, heads, LAYERS, 1, TinyModel.MEL_BINS, 300, 99, 64));
    }

    private double distance(
            TinyModel model, int width, int heads, float[] mel, Layout layout, int steps)
            throws IOException {
        double[][] exact =
                new FullPrecisionEncoder(model, width, heads, LAYERS).encode(mel, layout);
        Path files = model.writeCTranslate2(folder.resolve("model"), Numbers.FLOAT32);
        float[] heard = Encoded8Bits.hear(files, new Quantizer(steps), mel, layout);
        double off = 0;
        double size = 0;
        for (int i = 0; i < heard.length; i++) {
            double value = exact[i / width][i % width];
            off += Math.pow(value - heard[i], 2);
            size += value * value;
        }
        return Math.sqrt(off / size);
    }

    private static float[] noise(int steps) {
        return Encoded8Bits.noise(TinyModel.MEL_BINS, steps);
    }
}
