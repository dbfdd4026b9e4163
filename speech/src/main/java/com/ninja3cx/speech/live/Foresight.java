package com.ninja3cx.speech.live;

/// Whether it pays to read an utterance before its end is certain: where speakers pause in
/// mid-sentence more often than they end, it is work for nothing, for which a busy machine has no
/// time. Not thread-safe.
final class Foresight {

    private static final double LEAST_RIGHT = 0.5;
    private static final double BUSY = 0.75;

    /// Older cases count half as much after this many.
    private static final int MEMORY = 64;

    private double taken = 1;
    private double right = 1;

    boolean pays(double busy) {
        return busy < BUSY || right >= LEAST_RIGHT * taken;
    }

    void taken(int more) {
        taken += more;
        if (taken > MEMORY) {
            taken /= 2;
            right /= 2;
        }
    }

    void right(int more) {
        right += more;
    }
}
