package com.ninja3cx.speech.live;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// How soon a revision is wanted. Thread-safe.
final class Urgency {

    /// A window that has waited so long is not left behind any further, so that a long call does
    /// not end with all its windows unread.
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final long NEVER = Long.MAX_VALUE;

    private final LongSupplier nanoTime;
    private final AtomicLong since = new AtomicLong(NEVER);
    private volatile long asked = NEVER;

    Urgency(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /// Somebody waits for it from now on.
    void hurry() {
        since.compareAndSet(NEVER, nanoTime.getAsLong());
    }

    /// A step of it begins to wait now.
    void asked() {
        asked = nanoTime.getAsLong();
    }

    /// Since when it presses: since somebody waits, or since a step has waited for too long; the
    /// latest of times where it never will.
    long since() {
        long begun = asked;
        return Math.min(since.get(), begun == NEVER ? NEVER : begun + PATIENCE_NANOS);
    }

    boolean pressing() {
        return since() <= nanoTime.getAsLong();
    }
}
