package com.ninja3cx.bench.calls;

/// A-law companding of telephone lines (ITU-T G.711): 13 bits become 8, finer for quiet sound.
final class Alaw {

    private static final int SMALLEST_STEP = 2;

    private Alaw() {}

    /// A sample after it went over the line.
    static short roundTrip(short sample) {
        int magnitude = Math.min(Math.abs((int) sample), Short.MAX_VALUE) >> 3;
        // Sixteen steps in each doubling of loudness.
        int step = Math.max(SMALLEST_STEP, Integer.highestOneBit(magnitude) >> 4);
        int restored = ((magnitude & -step) + step / 2) << 3;
        return (short) (sample < 0 ? -restored : restored);
    }
}
