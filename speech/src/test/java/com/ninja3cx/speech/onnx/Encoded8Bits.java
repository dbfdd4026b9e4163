package com.ninja3cx.speech.onnx;

import com.ninja3cx.speech.weights.WhisperWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

/// What the encoder of a model in 8 bits makes of a spectrogram.
final class Encoded8Bits {

    private Encoded8Bits() {}

    /// @param files a folder with `model.bin`
    static float[] hear(Path files, Quantizer quantizer, float[] mel, Layout layout)
            throws IOException {
        try (var weights = WhisperWeights.open(files.resolve("model.bin"))) {
            var built = BuiltModel.findOrBuild(weights, quantizer, Progress.NONE);
            try (var sessions =
                    WhisperSessions.load(built, weights.dimensions(), 1, Progress.NONE)) {
                return sessions.encode(mel, layout).vectors();
            }
        }
    }

    /// A spectrogram of noise for so many steps of 20 ms.
    static float[] noise(int bins, int steps) {
        float[] mel = new float[bins * 2 * steps];
        var random = new Random(7);
        for (int i = 0; i < mel.length; i++) {
            mel[i] = random.nextFloat() - 0.5f;
        }
        return mel;
    }
}
