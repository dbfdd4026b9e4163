package com.ninja3cx.speech.audio;

import java.util.Arrays;

/// Converts mono sound of 8 to 48 kHz to 16 kHz, piece by piece, with a windowed-sinc polyphase
/// filter (Kaiser window, about 80 dB of stop-band attenuation; Crochiere and Rabiner, Multirate
/// Digital Signal Processing, ch. 4).
///
/// The output depends on the samples alone, not on how they are cut in pieces: each output sample
/// is the same sum in the same order. Samples that are no number count as silence; louder ones than
/// full scale are clipped. Not thread-safe.
public final class Resampler {

    public static final int OUTPUT_RATE = 16_000;

    /// Filter half-length in periods of the lower of both rates.
    private static final int ZERO_CROSSINGS = 32;

    private static final double KAISER_BETA = 8.0;

    /// Where the filter has fallen to a half, as a share of half the lower rate. From a telephone
    /// line all is kept up to 3.6 kHz; only what lies within 0.4 kHz below its 4 kHz is mirrored
    /// above them, weakly. Nothing may be mirrored into 16 kHz sound.
    private static final double HALF_WHEN_RAISING = 1;

    private static final double HALF_WHEN_LOWERING = 0.94;

    private final int up;
    private final int down;
    private final int halfLength;
    private final float[][] phases;
    private float[] kept;
    private int keptCount;
    private long keptFrom;
    private long taken;
    private long given;

    /// @param inputRate 8,000 to 48,000 Hz
    public Resampler(int inputRate) {
        if (inputRate < 8_000 || inputRate > 48_000) {
            throw new IllegalArgumentException("8 to 48 kHz, not " + inputRate + " Hz");
        }
        int divisor = greatestCommonDivisor(inputRate, OUTPUT_RATE);
        this.up = OUTPUT_RATE / divisor;
        this.down = inputRate / divisor;
        double cutoff =
                inputRate < OUTPUT_RATE
                        ? HALF_WHEN_RAISING
                        : HALF_WHEN_LOWERING * OUTPUT_RATE / inputRate;
        this.halfLength = (int) Math.ceil(ZERO_CROSSINGS / cutoff);
        this.phases = up == down ? new float[0][] : filters(up, halfLength, cutoff);
        this.kept = new float[2 * halfLength];
        // Silence before the first sample, so that output starts with it.
        this.keptCount = halfLength;
        this.keptFrom = -halfLength;
    }

    /// Takes the next samples and gives what is ready: the output lags a few milliseconds behind
    /// the input.
    public float[] accept(float[] samples) {
        if (up == down) {
            taken += samples.length;
            var same = new float[samples.length];
            for (int i = 0; i < samples.length; i++) {
                same[i] = clean(samples[i]);
            }
            return same;
        }
        append(samples, samples.length);
        taken += samples.length;
        return produce(Long.MAX_VALUE);
    }

    /// Gives the rest. The whole output then has `round up(input × 16,000 ÷ input rate)` samples.
    public float[] finish() {
        if (up == down) {
            return new float[0];
        }
        append(new float[halfLength + 1], halfLength + 1);
        return produce((taken * up + down - 1) / down);
    }

    private float[] produce(long limit) {
        long available = keptFrom + keptCount;
        // Output n sits at input n·down/up and needs halfLength samples on both sides.
        long ready = Math.max(given, ((available - halfLength) * up + down - 1) / down);
        var out = new float[(int) (Math.min(ready, limit) - given)];
        for (int i = 0; i < out.length; i++) {
            long position = (given + i) * down;
            long centre = position / up;
            float[] filter = phases[(int) (position % up)];
            int first = (int) (centre - halfLength + 1 - keptFrom);
            double sum = 0;
            for (int k = 0; k < filter.length; k++) {
                sum += filter[k] * (double) kept[first + k];
            }
            out[i] = (float) Math.clamp(sum, -1.0, 1.0);
        }
        given += out.length;
        forget((given * down) / up - halfLength + 1);
        return out;
    }

    private void append(float[] samples, int count) {
        if (keptCount + count > kept.length) {
            kept = Arrays.copyOf(kept, Math.max(kept.length * 2, keptCount + count));
        }
        for (int i = 0; i < count; i++) {
            kept[keptCount + i] = clean(samples[i]);
        }
        keptCount += count;
    }

    private void forget(long before) {
        int drop = (int) Math.clamp(before - keptFrom, 0, keptCount);
        System.arraycopy(kept, drop, kept, 0, keptCount - drop);
        keptCount -= drop;
        keptFrom += drop;
    }

    private static float clean(float sample) {
        return Float.isNaN(sample) ? 0 : Math.clamp(sample, -1f, 1f);
    }

    /// One filter for each of the `up` places that an output sample can have between two input
    /// samples; each sums to 1, so that level and silence are kept exactly.
    private static float[][] filters(int up, int halfLength, double cutoff) {
        var all = new float[up][2 * halfLength];
        for (int phase = 0; phase < up; phase++) {
            double offset = (double) phase / up;
            var taps = new double[2 * halfLength];
            double sum = 0;
            for (int k = 0; k < taps.length; k++) {
                double distance = k - halfLength + 1 - offset;
                taps[k] = sinc(distance * cutoff) * kaiser(distance / halfLength);
                sum += taps[k];
            }
            for (int k = 0; k < taps.length; k++) {
                all[phase][k] = (float) (taps[k] / sum);
            }
        }
        return all;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    private static double kaiser(double x) {
        return Math.abs(x) > 1
                ? 0
                : bessel(KAISER_BETA * Math.sqrt(1 - x * x)) / bessel(KAISER_BETA);
    }

    /// Modified Bessel function of the first kind, order 0, by its power series.
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > sum * 1e-12; k++) {
            term *= (x / (2 * k)) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }
}
