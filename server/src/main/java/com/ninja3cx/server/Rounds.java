package com.ninja3cx.server;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Work done again and again on a virtual thread, from now until it is closed. A round that throws
/// is logged, and the next one comes all the same.
public final class Rounds implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final Thread thread;

    private Rounds(Thread thread) {
        this.thread = thread;
    }

    /// What is done in a round; it ends early when it is interrupted.
    public interface Round {
        void go() throws InterruptedException;
    }

    /// The first round comes at once, each other one `pause` after the end of the one before.
    public static Rounds every(Duration pause, String name, Round round) {
        return new Rounds(Thread.ofVirtual().name(name).start(() -> run(pause, name, round)));
    }

    private static void run(Duration pause, String name, Round round) {
        try {
            while (true) {
                try {
                    round.go();
                } catch (RuntimeException e) {
                    LOG.error("{} failed, error", name, e);
                }
                TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
