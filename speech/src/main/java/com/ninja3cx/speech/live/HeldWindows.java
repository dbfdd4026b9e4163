package com.ninja3cx.speech.live;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Bounds the sound that second readings keep in memory. Where more is said than can be read a
/// second time, calls end one after the other with a window that waits for its turn, until memory
/// is full. So calls that go on do not begin to hold sound while too many of those that are over
/// still do: theirs stays where their caller keeps it, on disk. A call that is over never waits
/// here, and calls that go on do not wait for each other.
///
/// So what is held is that of `most` streams, and of the calls that go on. Thread-safe.
final class HeldWindows {

    /// A window that fills, and what is being said after it.
    private static final long STREAM_BYTES = 4L << 20;

    /// What calls that are over hold may take so much of the heap, as a divisor.
    private static final int SHARE_OF_HEAP = 4;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final int most;
    private int over;
    private int waiting;
    private boolean closed;

    /// @param most streams of calls that are over that hold sound, before those of others wait
    HeldWindows(int most) {
        this.most = most;
    }

    /// As many as fit into a quarter of the heap.
    static HeldWindows within(long heapBytes) {
        return new HeldWindows((int) Math.max(1, heapBytes / SHARE_OF_HEAP / STREAM_BYTES));
    }

    /// For a stream.
    Place place() {
        return new Place();
    }

    /// Streams of calls that are over that hold sound.
    int over() {
        lock.lock();
        try {
            return over;
        } finally {
            lock.unlock();
        }
    }

    /// Streams that wait for room.
    int waiting() {
        lock.lock();
        try {
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    /// Nobody waits any more.
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Whether one stream holds sound, and whether somebody waits for it. Thread-safe.
    final class Place {

        private boolean holds;
        private boolean hurried;

        private Place() {}

        /// The stream takes sound, as soon as there is room.
        void enter() throws InterruptedException {
            lock.lock();
            try {
                waiting++;
                while (!closed && !holds && !hurried && over >= most) {
                    changed.await();
                }
                change(true, hurried);
            } finally {
                waiting--;
                lock.unlock();
            }
        }

        /// Its sound was read, or is not wanted any more.
        void leave() {
            lock.lock();
            try {
                change(false, hurried);
            } finally {
                lock.unlock();
            }
        }

        /// Its call is over.
        void hurry() {
            lock.lock();
            try {
                change(holds, true);
            } finally {
                lock.unlock();
            }
        }

        private void change(boolean nowHolds, boolean nowHurried) {
            over += (nowHolds && nowHurried ? 1 : 0) - (holds && hurried ? 1 : 0);
            holds = nowHolds;
            hurried = nowHurried;
            changed.signalAll();
        }
    }
}
