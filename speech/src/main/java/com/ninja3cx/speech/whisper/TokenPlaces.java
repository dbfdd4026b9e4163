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

    /// Frames before and after one that its median is taken over: 60 ms each.
    private static final int REACH = 3;

    private TokenPlaces() {}

    /// The frame at which each token begins, and behind the last of them the one at which it ends.
    ///
    /// @param looks for each head `[rows, frames]`: where the decoder looked, row by row
    /// @param begin frame at which the sound of the tokens begins: places count from there
    /// @param end of the frames that hold sound; those after it are left out
    /// @param first row at which the first token was foretold; the last row is the end token's
    static List<Integer> find(float[][] looks, int rows, int begin, int end, int first) {
        int width = looks[0].length / rows;
        int from = Math.clamp(begin, 0, width - 1);
        int used = Math.clamp(end - from, 1, width - from);
        int tokens = rows - 1 - first;
        double[][] seen = new double[tokens][used];
        for (float[] head : looks) {
            add(head, rows, width, from, used, first, seen);
        }
        return starts(seen);
    }

    /// Adds what one head sees: normalised per frame, smoothed over time.
    private static void add(
            float[] head, int rows, int width, int from, int used, int first, double[][] seen) {
        double[] sums = new double[rows];
        for (int row = 0; row < rows; row++) {
            for (int t = 0; t < used; t++) {
                sums[row] += head[row * width + from + t];
            }
        }
        double[][] normal = new double[rows][used];
        for (int t = 0; t < used; t++) {
            double mean = 0;
            double squares = 0;
            for (int row = 0; row < rows; row++) {
                double value = sums[row] > 0 ? head[row * width + from + t] / sums[row] : 0;
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

    /// Adds the median over 140 ms around each frame, mirrored at both ends.
    private static void addSmoothed(double[] values, double[] target) {
        int count = values.length;
        double[] mirrored = new double[count + 2 * REACH];
        for (int i = 0; i < mirrored.length; i++) {
            int at = Math.abs(i - REACH);
            at = at < count ? at : 2 * (count - 1) - at;
            mirrored[i] = values[Math.clamp(at, 0, count - 1)];
        }
        for (int t = 0; t < count; t++) {
            target[t] += median(mirrored, t);
        }
    }

    /// The median of seven values from a place on, without sorting: neither the least nor the most
    /// of six of them can be it, so that five are left to look at.
    static double median(double[] of, int from) {
        double a = of[from];
        double b = of[from + 1];
        double c = of[from + 2];
        double d = of[from + 3];
        double e = of[from + 4];
        double f = of[from + 5];
        double ab = Math.min(a, b);
        double ba = Math.max(a, b);
        double cd = Math.min(c, d);
        double dc = Math.max(c, d);
        double ef = Math.min(e, f);
        double fe = Math.max(e, f);
        double low = Math.max(ab, cd);
        double least = Math.min(ab, cd);
        double high = Math.min(ba, dc);
        double most = Math.max(ba, dc);
        double low2 = Math.max(least, ef);
        double high2 = Math.min(most, fe);
        return middle(low, high, low2, high2, of[from + 6]);
    }

    /// The median of five.
    private static double middle(double a, double b, double c, double d, double e) {
        double low = Math.max(Math.min(a, b), Math.min(c, d));
        double high = Math.min(Math.max(a, b), Math.max(c, d));
        return Math.max(Math.min(low, high), Math.min(Math.max(low, high), e));
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
