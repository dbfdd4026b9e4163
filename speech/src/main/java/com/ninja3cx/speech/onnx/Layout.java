package com.ninja3cx.speech.onnx;

/// What the places of the encoder's view stand for: the sound in steps of 20 ms, then the silence
/// up to the end of the window, many steps of it in one place.
///
/// The model was trained on windows of 30 s and is worse on shorter ones, yet most of a short
/// window is the same silence again and again. One place may stand for many of those if each look
/// counts it as many: the logarithm of their number is added to the attention before the softmax
/// (merged tokens with proportional attention; Bolya and others, "Token Merging", 2023).
///
/// @param sound steps of 20 ms seen one by one; the last of them, a few at least, must be silent
///   where silence follows
/// @param whole steps of the window
public record Layout(int sound, int whole) {

    /// Steps of silence in one place: 0.32 s.
    private static final int MERGED = 16;

    public Layout {
        if (sound < 1 || whole < sound || sound < 3 && whole > sound) {
            throw new IllegalArgumentException(sound + " steps of sound in " + whole);
        }
    }

    /// Everything seen step by step.
    public static Layout plain(int steps) {
        return new Layout(steps, steps);
    }

    public int places() {
        return sound + Math.ceilDiv(whole - sound, MERGED);
    }

    /// For each place, the step of the spectrogram that is seen there. The last step is none that
    /// stands for silence: it sees the edge.
    long[] seen() {
        long[] seen = new long[places()];
        for (int place = 0; place < seen.length; place++) {
            seen[place] = place < sound ? place : sound - 2;
        }
        return seen;
    }

    /// For each place, where in the window it is: the middle of what it stands for.
    long[] positions() {
        long[] positions = new long[places()];
        for (int place = 0; place < positions.length; place++) {
            positions[place] = (first(place) + first(place + 1) - 1) / 2;
        }
        return positions;
    }

    /// For each place, the logarithm of how many steps it stands for.
    float[] weights() {
        float[] weights = new float[places()];
        for (int place = sound; place < weights.length; place++) {
            weights[place] = (float) Math.log(first(place + 1) - first(place));
        }
        return weights;
    }

    private int first(int place) {
        return place < sound ? place : Math.min(whole, sound + (place - sound) * MERGED);
    }
}
