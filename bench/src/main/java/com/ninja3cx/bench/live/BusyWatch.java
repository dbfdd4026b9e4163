package com.ninja3cx.bench.live;

import com.ninja3cx.bench.measure.Slope;
import com.ninja3cx.bench.measure.WallClock;
import com.ninja3cx.speech.Speech;
import com.ninja3cx.speech.file.Cost;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// Asks the engine four times a second how busy it is, and the system now and then how much memory
/// it takes.
final class BusyWatch implements AutoCloseable {

    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /// Looks between two at the memory.
    private static final int MEMORY_EVERY = 8;

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
    private final WallClock clock;
    private final Thread thread;
    private final List<Slope.Point> memory = new ArrayList<>();
    private volatile boolean closed;
    private volatile long worstLag;
    private volatile int mostWaiting;
    private volatile long longestWait;

    private BusyWatch(Speech speech, WallClock clock, Consumer<Moment> progress) {
        this.speech = speech;
        this.clock = clock;
        this.before = speech.load();
        this.thread = Thread.ofPlatform().name("watch").daemon().unstarted(() -> run(progress));
    }

    /// @param progress hears every look
    static BusyWatch start(Speech speech, WallClock clock, Consumer<Moment> progress) {
        var watch = new BusyWatch(speech, clock, progress);
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

    /// Resident memory in KiB over the time of day; to be asked when it is closed.
    List<Slope.Point> memory() {
        return List.copyOf(memory);
    }

    private void run(Consumer<Moment> progress) {
        long began = System.nanoTime();
        for (int look = 0; !closed; look++) {
            if (look % MEMORY_EVERY == 0) {
                long now = clock.micros() / 1_000;
                memory.add(new Slope.Point(now, Cost.residentKibibytes()));
            }
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
