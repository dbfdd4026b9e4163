package com.ninja3cx.speech.live;

/// How much new sound makes another partial worth its while: little while the decoding threads have
/// time, more the busier they are. So partials thin out before finals get late. Not thread-safe.
final class Pace {

    private static final int SHORTEST_MILLIS = 500;
    private static final int LONGEST_MILLIS = 1_200;
    private static final double MOST_BUSY = 0.92;
    private static final double LEAST_BUSY = 0.8;
    private static final double SLOWER = 1.2;
    private static final double FASTER = 0.83;
    private static final double BESIDE = 1.5;

    private double millis = SHORTEST_MILLIS;
    private double busy;

    int millis() {
        return (int) millis;
    }

    /// The same while somebody waits for a revision.
    int millisBeside() {
        return (int) (BESIDE * millis);
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
