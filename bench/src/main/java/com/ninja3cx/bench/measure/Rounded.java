package com.ninja3cx.bench.measure;

/// Figures without digits that mean nothing.
public final class Rounded {

    private Rounded() {}

    public static double to(int places, double value) {
        double scale = Math.pow(10, places);
        return Math.round(value * scale) / scale;
    }
}
