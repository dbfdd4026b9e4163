package com.ninja3cx.server.call;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;

/// Lets at most so many events of unknown senders through in a minute, so that nobody can fill the
/// disk.
final class StrangerLimit {

    private final int perMinute;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private long windowStart;
    private int count;

    StrangerLimit(int perMinute, InstantSource clock) {
        this.perMinute = perMinute;
        this.clock = clock;
    }

    boolean admits() {
        lock.lock();
        try {
            long now = clock.millis();
            if (now - windowStart >= Duration.ofMinutes(1).toMillis()) {
                windowStart = now;
                count = 0;
            }
            count++;
            return count <= perMinute;
        } finally {
            lock.unlock();
        }
    }
}
