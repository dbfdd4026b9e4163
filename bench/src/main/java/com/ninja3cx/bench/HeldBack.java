package com.ninja3cx.bench;

import com.ninja3cx.speech.LiveStream;
import com.ninja3cx.speech.vad.Endpointing;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Keeps sound that is played faster than it was spoken from running far ahead of the engine.
public final class HeldBack {

    /// Well above the longest utterance: one that is still being spoken counts as lag as well, and
    /// comes to its end only when more sound comes.
    private static final long MOST_MILLIS = 2L * Endpointing.live().longest();

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private HeldBack() {}

    /// Returns when the stream may be given more.
    public static void await(LiveStream stream) {
        while (isFar(stream.lagMillis())) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    static boolean isFar(long lagMillis) {
        return lagMillis > MOST_MILLIS;
    }
}
