package com.ninja3cx.bench.live;

import com.ninja3cx.speech.Speech;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// Asks the engine four times a second how busy it is.
final class BusyWatch implements AutoCloseable {

    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /// How things stand, for a person who waits.
    record Moment(long seconds, Speech.Load load) {}

    /// The worst that the engine itself told, and what it counted.
    record Busiest(
            long worstLagMs,
            int mostWaitingFinals,
            long longestFinalWaitMs,
            long finals,
            long dropped,
            long partials,
            long replacedPartials,
            long failures) {}

    private final Speech speech;
    private final Speech.Load before;
    private final Thread thread;
    private volatile boolean closed;
    private volatile long worstLag;
    private volatile int mostWaiting;
    private volatile long longestWait;

    private BusyWatch(Speech speech, Consumer<Moment> progress) {
        this.speech = speech;
        this.before = speech.load();
        this.thread = Thread.ofPlatform().name("watch").daemon().unstarted(() -> run(progress));
    }

    /// @param progress hears every look
    static BusyWatch start(Speech speech, Consumer<Moment> progress) {
        var watch = new BusyWatch(speech, progress);
        watch.thread.start();
        return watch;
    }

    Busiest busiest() {
        Speech.Load now = speech.load();
        return new Busiest(
                worstLag,
                mostWaiting,
                longestWait,
                now.finals() - before.finals(),
                now.dropped() - before.dropped(),
                now.partials() - before.partials(),
                now.replacedPartials() - before.replacedPartials(),
                now.failures() - before.failures());
    }

    private void run(Consumer<Moment> progress) {
        long began = System.nanoTime();
        while (!closed) {
            Speech.Load load = speech.load();
            worstLag = Math.max(worstLag, load.worstLagMillis());
            mostWaiting = Math.max(mostWaiting, load.waitingFinals());
            longestWait = Math.max(longestWait, load.oldestFinalMillis());
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
            progress.accept(new Moment(seconds, load));
            LockSupport.parkNanos(EVERY_NANOS);
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        LockSupport.unpark(thread);
        thread.join();
    }
}
