package com.ninja3cx.server;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// [Rounds] of work that should not be cut off in the middle: closing waits for the round that is
/// under way, and interrupts it only when that takes too long.
public final class UncutRounds implements AutoCloseable {

    private final Semaphore news = new Semaphore(0);
    private final Duration lastWords;
    private final Thread thread;
    private volatile boolean stopping;

    /// Begins at once, on a platform thread: a round may reckon for long (a call of hours), and on
    /// a virtual one it would keep a core from all other virtual threads meanwhile.
    ///
    /// @param lastWords how long closing waits before it interrupts, and again after that
    /// @param round says how long to wait until the next one; must not throw
    public UncutRounds(String name, Duration lastWords, Supplier<Duration> round) {
        this.lastWords = lastWords;
        this.thread = Thread.ofPlatform().daemon().name(name).start(() -> run(round));
    }

    private void run(Supplier<Duration> round) {
        try {
            while (!stopping) {
                Duration wait = round.get();
                if (news.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                    news.drainPermits();
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /// The next round comes now, or right after the one that is under way.
    public void wake() {
        if (news.availablePermits() == 0) {
            news.release();
        }
    }

    /// No other round begins. Of several, all are stopped before the first is closed, so that they
    /// end side by side.
    public void stop() {
        stopping = true;
        wake();
    }

    @Override
    public void close() {
        stop();
        try {
            if (!thread.join(lastWords)) {
                thread.interrupt();
                thread.join(lastWords);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
