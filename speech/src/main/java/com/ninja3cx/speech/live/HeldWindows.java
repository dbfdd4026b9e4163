package com.ninja3cx.speech.live;

import com.ninja3cx.speech.audio.Samples;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Bounds the sound that revisions hold: that of a window which is not read yet. Where more is said
/// than can be read a second time, calls would otherwise end one after the other with windows that
/// wait for their turn, until memory is full.
///
/// A call that goes on waits where there is no room, and its sound with it, on its caller's disk.
/// One that is over never waits here: only the few that are read at the time hold sound, and those
/// that held some when they ended. Thread-safe.
final class HeldWindows {

    private static final long WINDOW_BYTES = 28_000L * Samples.PER_MILLI * Float.BYTES;

    /// Windows may take so much of the heap, as a divisor.
    private static final int SHARE_OF_HEAP = 4;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final int most;
    private int held;
    private boolean closed;

    /// @param most streams that hold sound, before calls that go on have to wait
    HeldWindows(int most) {
        this.most = most;
    }

    /// As many as fit into a quarter of the heap.
    static HeldWindows within(long heapBytes) {
        return new HeldWindows((int) Math.max(1, heapBytes / SHARE_OF_HEAP / WINDOW_BYTES));
    }

    /// Before a stream takes the first sound of a window; waits for room unless somebody waits for
    /// the stream, now or later.
    void enter(Urgency urgency) throws InterruptedException {
        lock.lock();
        try {
            while (!closed && held >= most && !urgency.hurried()) {
                changed.await();
            }
            held++;
        } finally {
            lock.unlock();
        }
    }

    /// The sound was read, or is not wanted any more.
    void leave() {
        lock.lock();
        try {
            held--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// A stream may be in a hurry now.
    void hurried() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    int held() {
        lock.lock();
        try {
            return held;
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
}
