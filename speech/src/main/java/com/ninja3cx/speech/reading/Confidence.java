package com.ninja3cx.speech.reading;

/// Confidence as people read it: 0 to 1.
public final class Confidence {

    private Confidence() {}

    /// The geometric mean of the tokens' probabilities, to three digits.
    public static double of(double averageLogProbability) {
        double mean = Double.isNaN(averageLogProbability) ? 0 : Math.exp(averageLogProbability);
        return rounded(mean);
    }

    /// A probability to three digits.
    public static double rounded(double probability) {
        return Math.round(Math.clamp(probability, 0, 1) * 1000) / 1000.0;
    }
}
