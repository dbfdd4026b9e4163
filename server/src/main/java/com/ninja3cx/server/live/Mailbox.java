package com.ninja3cx.server.live;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs small tasks one after the other on a virtual thread of its own, so that whoever posts them
/// never waits. Tasks are few: the engine reports some a second.
final class Mailbox implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final Thread thread;

    Mailbox(String name) {
        this.thread = Thread.ofVirtual().name(name).start(this::run);
    }

    void post(Runnable task) {
        tasks.add(task);
    }

    /// Waits until everything posted so far is done; false = not within this time.
    boolean settle(Duration limit) throws InterruptedException {
        var done = new CountDownLatch(1);
        post(done::countDown);
        return done.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void run() {
        try {
            while (true) {
                Runnable task = tasks.take();
                try {
                    task.run();
                } catch (RuntimeException e) {
                    LOG.error("a report could not be stored", e);
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
