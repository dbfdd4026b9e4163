package com.ninja3cx.speech.models;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// Closes a stream from which nothing came for a while, which ends a read that would wait for ever.
final class StallWatch implements AutoCloseable {

    private final Duration limit;
    private final AtomicLong lastSign = new AtomicLong(System.nanoTime());
    private final AtomicBoolean stalled = new AtomicBoolean();
    private final Thread watcher;

    StallWatch(InputStream watched, Duration limit) {
        this.limit = limit;
        this.watcher = Thread.ofVirtual().name("download-watch").start(() -> watch(watched));
    }

    void alive() {
        lastSign.set(System.nanoTime());
    }

    boolean stalled() {
        return stalled.get();
    }

    Duration limit() {
        return limit;
    }

    private void watch(InputStream watched) {
        try {
            for (; ; ) {
                long quiet = System.nanoTime() - lastSign.get();
                if (quiet >= limit.toNanos()) {
                    stalled.set(true);
                    watched.close();
                    return;
                }
                Thread.sleep(Duration.ofNanos(limit.toNanos() - quiet).plusMillis(1));
            }
        } catch (InterruptedException finished) {
            Thread.currentThread().interrupt();
        } catch (IOException closing) {
            // The reader sees the end of the stream either way.
            stalled.set(true);
        }
    }

    @Override
    public void close() {
        watcher.interrupt();
    }
}
