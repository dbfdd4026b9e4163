package com.ninja3cx.server.ninjaone;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;

/// At most so many requests a second, and none while NinjaOne asked to be left alone.
final class Pace {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final InstantSource clock;
    private final Pause pause;
    private final Duration gap;
    private final ReentrantLock lock = new ReentrantLock();
    private Instant next = Instant.MIN;

    Pace(InstantSource clock, Pause pause, int requestsPerSecond) {
        this.clock = clock;
        this.pause = pause;
        this.gap = Duration.ofSeconds(1).dividedBy(requestsPerSecond);
    }

    /// Waits for a turn.
    ///
    /// @throws NinjaOneException throttled, when the wait asked for is longer than a caller can
    ///   bear
    void turn() throws NinjaOneException {
        Duration wait;
        lock.lock();
        try {
            Instant now = clock.instant();
            Instant start = next.isAfter(now) ? next : now;
            wait = Duration.between(now, start);
            if (wait.compareTo(LONGEST_WAIT) > 0) {
                throw new NinjaOneException(
                        new Failure(
                                Failure.Kind.THROTTLED,
                                0,
                                "waiting",
                                "NinjaOne asked for a pause until " + start,
                                null,
                                null,
                                wait));
            }
            next = start.plus(gap);
        } finally {
            lock.unlock();
        }
        if (wait.isPositive()) {
            try {
                pause.await(wait);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                throw new NinjaOneException(
                        Failure.local(Failure.Kind.NOT_REACHED, "stopping", "the server stops"));
            }
        }
    }

    /// NinjaOne wants no request for this long.
    void backOff(Duration duration) {
        lock.lock();
        try {
            Instant until = clock.instant().plus(duration);
            next = until.isAfter(next) ? until : next;
        } finally {
            lock.unlock();
        }
    }
}
