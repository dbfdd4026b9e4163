package com.ninja3cx.server.ticket.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Leaves NinjaOne alone while it cannot be reached, for longer each time up to a minute: hundreds
/// of waiting entries then cost one request, and all go on when the first gets through.
/// Thread-safe.
public final class Outage {

    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    /// One lost reply is no outage.
    private static final int IN_A_ROW = 3;

    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private Instant until = Instant.MIN;
    private int failures;
    private int uncertain;

    public Outage(InstantSource clock) {
        this.clock = clock;
    }

    /// Whether nothing should be tried now.
    boolean now() {
        lock.lock();
        try {
            return clock.instant().isBefore(until);
        } finally {
            lock.unlock();
        }
    }

    /// NinjaOne could not be reached, or wants no request.
    ///
    /// @param asked how long it wants to be left alone
    void refused(@Nullable Duration asked) {
        lock.lock();
        try {
            Duration wait = FIRST.multipliedBy(1L << Math.min(failures, 4));
            wait = wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
            wait = asked != null && asked.compareTo(wait) > 0 ? asked : wait;
            Instant end = clock.instant().plus(wait);
            if (!clock.instant().isBefore(until)) {
                failures++;
            }
            until = end.isAfter(until) ? end : until;
        } finally {
            lock.unlock();
        }
    }

    /// A request got no usable answer.
    void uncertain() {
        boolean often;
        lock.lock();
        try {
            uncertain++;
            often = uncertain >= IN_A_ROW;
        } finally {
            lock.unlock();
        }
        if (often) {
            refused(null);
        }
    }

    /// NinjaOne answered.
    void reached() {
        lock.lock();
        try {
            failures = 0;
            uncertain = 0;
            until = Instant.MIN;
        } finally {
            lock.unlock();
        }
    }
}
