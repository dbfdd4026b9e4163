package com.ninja3cx.speech.whisper;

/// Triangular filters on the mel scale of Slaney's Auditory Toolbox (linear below 1 kHz, then
/// logarithmic), each of area 1: what Whisper was trained with, for 16 kHz sound and frames of 400
/// samples.
final class MelFilters {

    private static final double HERTZ_PER_MEL = 200.0 / 3;
    private static final double LOG_FROM_HERTZ = 1000;
    private static final double LOG_STEP = Math.log(6.4) / 27;

    private final int[] firstBin;
    private final double[][] weights;

    MelFilters(int count, int sampleRate, int frameLength) {
        firstBin = new int[count];
        weights = new double[count][];
        double highest = mel(sampleRate / 2.0);
        for (int i = 0; i < count; i++) {
            double low = hertz(highest * i / (count + 1));
            double centre = hertz(highest * (i + 1) / (count + 1));
            double high = hertz(highest * (i + 2) / (count + 1));
            double binWidth = (double) sampleRate / frameLength;
            int first = (int) Math.ceil(low / binWidth);
            int last = Math.min((int) Math.floor(high / binWidth), frameLength / 2);
            firstBin[i] = first;
            weights[i] = new double[Math.max(0, last - first + 1)];
            for (int bin = first; bin <= last; bin++) {
                double frequency = bin * binWidth;
                double rising = (frequency - low) / (centre - low);
                double falling = (high - frequency) / (high - centre);
                double height = Math.max(0, Math.min(rising, falling));
                weights[i][bin - first] = height * 2 / (high - low);
            }
        }
    }

    int count() {
        return weights.length;
    }

    /// Energy that filter `filter` lets through.
    double energy(int filter, double[] power) {
        double sum = 0;
        double[] row = weights[filter];
        int first = firstBin[filter];
        for (int i = 0; i < row.length; i++) {
            sum += row[i] * power[first + i];
        }
        return sum;
    }

    private static double mel(double hertz) {
        double linear = hertz / HERTZ_PER_MEL;
        return hertz < LOG_FROM_HERTZ
                ? linear
                : LOG_FROM_HERTZ / HERTZ_PER_MEL + Math.log(hertz / LOG_FROM_HERTZ) / LOG_STEP;
    }

    private static double hertz(double mel) {
        double logFrom = LOG_FROM_HERTZ / HERTZ_PER_MEL;
        return mel < logFrom
                ? mel * HERTZ_PER_MEL
                : LOG_FROM_HERTZ * Math.exp(LOG_STEP * (mel - logFrom));
    }
}
