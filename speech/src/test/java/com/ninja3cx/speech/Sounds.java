package com.ninja3cx.speech;

import com.ninja3cx.speech.audio.Channels;
import com.ninja3cx.speech.audio.FfmpegAudio;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Sound for tests: made here, or read from the recordings of the product.
public final class Sounds {

    public static final int RATE = 16_000;

    private Sounds() {}

    /// The demonstration calls that ship with the product.
    public static Path demoCall(String name) {
        return Path.of("../simulator/src/main/resources/demo-calls", name + ".flac");
    }

    /// A real recording that does not ship with the product; it may be missing.
    public static Path realRecording(String name) {
        String folder = System.getenv().getOrDefault("SHARED_AUDIO", "../../shared/audio");
        return Path.of(folder, name + ".flac");
    }

    public static boolean isThere(Path recording) {
        return Files.isRegularFile(recording);
    }

    /// One channel of a recording.
    public static float[] channel(Path recording, int channel) throws Exception {
        List<float[]> pieces = new ArrayList<>();
        new FfmpegAudio().read(recording, Channels.SPLIT, piece -> pieces.add(piece[channel]));
        return join(pieces.toArray(float[][]::new));
    }

    public static float[] silence(double seconds) {
        return new float[(int) (seconds * RATE)];
    }

    public static float[] tone(double seconds, double hertz, double level) {
        var tone = new float[(int) (seconds * RATE)];
        for (int i = 0; i < tone.length; i++) {
            tone[i] = (float) (level * Math.sin(2 * Math.PI * hertz * i / RATE));
        }
        return tone;
    }

    public static float[] noise(double seconds, double level, long seed) {
        var random = new Random(seed);
        var noise = new float[(int) (seconds * RATE)];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) Math.clamp(level * random.nextGaussian(), -1, 1);
        }
        return noise;
    }

    public static float[] join(float[]... pieces) {
        var all = new float[Arrays.stream(pieces).mapToInt(piece -> piece.length).sum()];
        int at = 0;
        for (float[] piece : pieces) {
            System.arraycopy(piece, 0, all, at, piece.length);
            at += piece.length;
        }
        return all;
    }
}
