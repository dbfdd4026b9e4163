package com.ninja3cx.speech.whisper;

import java.util.Arrays;

/// Power spectrum of real signals of one fixed even length, by a mixed-radix Fourier transform
/// (Cooley and Tukey, decimation in time) of half that length.
///
/// Not thread-safe: it works in buffers of its own.
final class RealFft {

    private final int half;
    private final int[] smallestFactors;
    private final double[] cosines;
    private final double[] sines;
    private final double[] real;
    private final double[] imaginary;
    private final double[] scratchReal;
    private final double[] scratchImaginary;

    RealFft(int length) {
        if (length % 2 != 0) {
            throw new IllegalArgumentException("odd length " + length);
        }
        half = length / 2;
        cosines = new double[length];
        sines = new double[length];
        for (int i = 0; i < length; i++) {
            cosines[i] = Math.cos(-2 * Math.PI * i / length);
            sines[i] = Math.sin(-2 * Math.PI * i / length);
        }
        smallestFactors = new int[half + 1];
        Arrays.setAll(smallestFactors, RealFft::smallestFactor);
        real = new double[half];
        imaginary = new double[half];
        scratchReal = new double[half];
        scratchImaginary = new double[half];
    }

    /// Puts the squared magnitudes of the `length / 2 + 1` frequencies into `power`.
    void power(float[] signal, double[] power) {
        // Even samples as real, odd ones as imaginary parts: one complex transform of half length.
        transform(signal, 0, 1, half, 0);
        for (int k = 0; k <= half; k++) {
            int a = k % half;
            int b = (half - k) % half;
            double evenReal = (real[a] + real[b]) / 2;
            double evenImaginary = (imaginary[a] - imaginary[b]) / 2;
            double oddReal = (imaginary[a] + imaginary[b]) / 2;
            double oddImaginary = (real[b] - real[a]) / 2;
            double c = k == half ? -1 : cosines[k];
            double s = k == half ? 0 : sines[k];
            double sumReal = evenReal + oddReal * c - oddImaginary * s;
            double sumImaginary = evenImaginary + oddReal * s + oddImaginary * c;
            power[k] = sumReal * sumReal + sumImaginary * sumImaginary;
        }
    }

    /// Transforms the `size` complex samples `start, start + stride, …` into places `at …` of the
    /// result.
    private void transform(float[] signal, int start, int stride, int size, int at) {
        if (size == 1) {
            real[at] = signal[2 * start];
            imaginary[at] = signal[2 * start + 1];
            return;
        }
        int radix = smallestFactors[size];
        int part = size / radix;
        for (int r = 0; r < radix; r++) {
            transform(signal, start + r * stride, stride * radix, part, at + r * part);
        }
        int step = 2 * half / size;
        for (int k = 0; k < size; k++) {
            double sumReal = 0;
            double sumImaginary = 0;
            int source = at + k % part;
            int turn = 0;
            int more = k * step % cosines.length;
            for (int r = 0; r < radix; r++) {
                double c = cosines[turn];
                double s = sines[turn];
                double x = real[source];
                double y = imaginary[source];
                sumReal += x * c - y * s;
                sumImaginary += x * s + y * c;
                source += part;
                turn += more;
                turn = turn < cosines.length ? turn : turn - cosines.length;
            }
            scratchReal[k] = sumReal;
            scratchImaginary[k] = sumImaginary;
        }
        System.arraycopy(scratchReal, 0, real, at, size);
        System.arraycopy(scratchImaginary, 0, imaginary, at, size);
    }

    private static int smallestFactor(int size) {
        for (int factor = 2; factor * factor <= size; factor++) {
            if (size % factor == 0) {
                return factor;
            }
        }
        return size;
    }
}
