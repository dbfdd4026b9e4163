package com.ninja3cx.bench.measure;

import java.time.Instant;
import java.time.InstantSource;

/// Time of day in microseconds that two processes of one machine agree on, and that never steps
/// while this process runs: the system's time at the start plus the monotonic clock.
public final class WallClock {

    private final long origin;
    private final long began = System.nanoTime();

    public WallClock(InstantSource clock) {
        Instant now = clock.instant();
        origin = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }

    public long micros() {
        return origin + (System.nanoTime() - began) / 1_000;
    }
}
