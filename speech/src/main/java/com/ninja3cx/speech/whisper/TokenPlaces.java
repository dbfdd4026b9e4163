package com.ninja3cx.speech.whisper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// Finds where each token was said, from where the decoder looked while it was given them.
///
/// The way of the authors of Whisper: what the heads see is set against its mean over all tokens
/// (some places are looked at always), smoothed by a median over time, and averaged; then the path
/// through tokens and time that meets most of it is found by dynamic time warping (Sakoe and Chiba
/// 1978).
final class TokenPlaces {

    /// Frames of the median: 140 ms.
    private static final int SMOOTHING = 7;

    private TokenPlaces() {}

    /// The frame at which each token begins, and behind the last of them the one at which it ends.
    ///
    /// @param looks for each head `[rows, frames]`: where the decoder looked, row by row
    /// @param frames that hold sound; those after them are left out
    /// @param first row at which the first token was foretold; the last row is the end token's
    static List<Integer> find(float[][] looks, int rows, int frames, int first) {
        int width = looks[0].length / rows;
        int used = Math.clamp(frames, 1, width);
        int tokens = rows - 1 - first;
        double[][] seen = new double[tokens][used];
        for (float[] head : looks) {
            add(head, rows, width, used, first, seen);
        }
        return starts(seen);
    }

    /// Adds what one head sees: normalised per frame, smoothed over time.
    private static void add(
            float[] head, int rows, int width, int used, int first, double[][] seen) {
        double[] sums = new double[rows];
        for (int row = 0; row < rows; row++) {
            for (int t = 0; t < used; t++) {
                sums[row] += head[row * width + t];
            }
        }
        double[][] normal = new double[rows][used];
        for (int t = 0; t < used; t++) {
            double mean = 0;
            double squares = 0;
            for (int row = 0; row < rows; row++) {
                double value = sums[row] > 0 ? head[row * width + t] / sums[row] : 0;
                normal[row][t] = value;
                mean += value / rows;
                squares += value * value / rows;
            }
            double deviation = Math.sqrt(Math.max(0, squares - mean * mean));
            for (int row = 0; row < rows; row++) {
                normal[row][t] = deviation > 0 ? (normal[row][t] - mean) / deviation : 0;
            }
        }
        for (int token = 0; token < seen.length; token++) {
            addSmoothed(normal[first + token], seen[token]);
        }
    }

    private static void addSmoothed(double[] values, double[] target) {
        double[] near = new double[SMOOTHING];
        for (int t = 0; t < values.length; t++) {
            for (int k = 0; k < SMOOTHING; k++) {
                int at = Math.abs(t + k - SMOOTHING / 2);
                int mirrored = at < values.length ? at : 2 * (values.length - 1) - at;
                near[k] = values[Math.clamp(mirrored, 0, values.length - 1)];
            }
            Arrays.sort(near);
            target[t] += near[SMOOTHING / 2];
        }
    }

    /// The frames at which the best path goes on to the next token.
    private static List<Integer> starts(double[][] seen) {
        int tokens = seen.length;
        int frames = seen[0].length;
        double[][] best = new double[tokens + 1][frames + 1];
        for (double[] row : best) {
            Arrays.fill(row, Double.NEGATIVE_INFINITY);
        }
        best[0][0] = 0;
        for (int i = 1; i <= tokens; i++) {
            for (int t = 1; t <= frames; t++) {
                double before =
                        Math.max(best[i - 1][t - 1], Math.max(best[i - 1][t], best[i][t - 1]));
                best[i][t] = before + seen[i - 1][t - 1];
            }
        }
        var starts = new ArrayList<Integer>();
        int i = tokens;
        int t = frames;
        while (i > 0) {
            double both = best[i - 1][t - 1];
            double token = best[i - 1][t];
            double time = best[i][t - 1];
            if (time >= both && time >= token && t > 1) {
                t--;
            } else {
                starts.add(t - 1);
                t -= both >= token && t > 1 ? 1 : 0;
                i--;
            }
        }
        Collections.reverse(starts);
        return List.copyOf(starts);
    }
}
