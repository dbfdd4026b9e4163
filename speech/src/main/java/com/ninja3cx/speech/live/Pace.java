package com.ninja3cx.speech.live;

/// How much new sound makes another partial worth its while: little while the decoding threads have
/// time, more the busier they are. So partials thin out before finals get late. Not thread-safe.
final class Pace {

    private static final int SHORTEST_MILLIS = 450;
    private static final int LONGEST_MILLIS = 2_500;
    private static final double MOST_BUSY = 0.92;
    private static final double LEAST_BUSY = 0.8;
    private static final double SLOWER = 1.2;
    private static final double FASTER = 0.92;

    private double millis = SHORTEST_MILLIS;
    private double busy;

    int millis() {
        return (int) millis;
    }

    double busy() {
        return busy;
    }

    /// Takes the share of their time in which the threads had work lately, 0 to 1.
    void measured(double share) {
        busy = share;
        if (share > MOST_BUSY) {
            millis = Math.min(LONGEST_MILLIS, millis * SLOWER);
        } else if (share < LEAST_BUSY) {
            millis = Math.max(SHORTEST_MILLIS, millis * FASTER);
        }
    }
}
