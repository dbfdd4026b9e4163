package com.ninja3cx.speech.live;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// One stream's place in the [DecodeQueue]; all fields are guarded by the queue's lock.
final class Lane {

    final Reading reading;
    final Deque<Job> jobs = new ArrayDeque<>();
    @Nullable Glimpse glimpse;
    long glimpseOrder;

    /// A decoding thread has work of this stream in hand: the next waits, so that a stream's events
    /// keep their order.
    boolean busy;

    boolean closed;

    Lane(Reading reading) {
        this.reading = reading;
    }
}
