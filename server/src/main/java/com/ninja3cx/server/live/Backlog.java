package com.ninja3cx.server.live;

import java.util.concurrent.atomic.AtomicInteger;

/// How much sound may wait in memory to become text: a minute of each channel, and less where many
/// are open, so that all of them together have room. What comes beyond stays with the agents, who
/// keep what was not acknowledged.
final class Backlog {

    private static final long MOST_MILLIS = 60_000;

    /// Less would hold channels up that are hardly behind.
    private static final long LEAST_MILLIS = 10_000;

    /// 16 kHz in 32 bits.
    private static final long BYTES_PER_MILLI = 64;

    /// Another quarter of the heap is for second readings.
    private static final int SHARE_OF_HEAP = 4;

    private final long allMillis;
    private final AtomicInteger channels = new AtomicInteger();

    /// @param heapBytes the most that the process may use
    Backlog(long heapBytes) {
        this.allMillis = heapBytes / SHARE_OF_HEAP / BYTES_PER_MILLI;
    }

    /// Another channel gives sound.
    void opened() {
        channels.incrementAndGet();
    }

    /// One gives no more.
    void closed() {
        channels.decrementAndGet();
    }

    /// For each channel.
    long mostMillis() {
        return Math.clamp(allMillis / Math.max(1, channels.get()), LEAST_MILLIS, MOST_MILLIS);
    }
}
