package com.ninja3cx.speech.live;

import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/// How much of their time some threads had work, in pieces of half a second. Not thread-safe.
final class BusyTime {

    private static final long PIECE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final int threads;
    private long began;
    private long last;
    private long worked;

    BusyTime(int threads, long now) {
        this.threads = threads;
        this.began = now;
        this.last = now;
    }

    /// To be called before the number at work changes.
    ///
    /// @return the share of the piece that is over, 0 to 1; empty within a piece
    OptionalDouble count(int atWork, long now) {
        worked += atWork * (now - last);
        last = now;
        long elapsed = now - began;
        if (elapsed < PIECE_NANOS) {
            return OptionalDouble.empty();
        }
        double share = (double) worked / elapsed / threads;
        began = now;
        worked = 0;
        return OptionalDouble.of(Math.clamp(share, 0, 1));
    }
}
