package com.ninja3cx.server;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// [Rounds] of work that should not be cut off in the middle: closing waits for the round that is
/// under way, and interrupts it only when that takes too long.
public final class UncutRounds implements AutoCloseable {

    private final CountDownLatch closing = new CountDownLatch(1);
    private final Duration lastWords;
    private final Thread thread;

    /// Begins at once, on a virtual thread.
    ///
    /// @param lastWords how long closing waits before it interrupts, and again after that
    /// @param round says how long to wait until the next one, in whole seconds; must not throw
    public UncutRounds(String name, Duration lastWords, Supplier<Duration> round) {
        this.lastWords = lastWords;
        this.thread = Thread.ofVirtual().name(name).start(() -> run(round));
    }

    private void run(Supplier<Duration> round) {
        try {
            Duration wait;
            do {
                wait = round.get();
            } while (!closing.await(wait.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            if (!thread.join(lastWords)) {
                thread.interrupt();
                thread.join(lastWords);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
