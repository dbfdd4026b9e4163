package com.ninja3cx.server.cluster;

import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One listener of a bus with its queue and thread.
final class QueuedListener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(QueuedListener.class);

    private final BlockingDeque<Hint> queue;
    private final Consumer<Hint> listener;
    private final AtomicLong lost = new AtomicLong();
    private final Thread thread;

    QueuedListener(Consumer<Hint> listener, int capacity) {
        this.listener = listener;
        this.queue = new LinkedBlockingDeque<>(capacity);
        this.thread = Thread.ofVirtual().name("hints").start(this::run);
    }

    void offer(Hint hint) {
        while (!queue.offerLast(hint)) {
            if (queue.pollFirst() != null && lost.incrementAndGet() % 1000 == 1) {
                LOG.warn("a listener is too slow: {} hints dropped so far", lost.get());
            }
        }
    }

    private void run() {
        try {
            while (true) {
                Hint hint = queue.takeFirst();
                try {
                    listener.accept(hint);
                } catch (RuntimeException e) {
                    LOG.error("a listener failed on {}", hint.getClass().getSimpleName(), e);
                }
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
