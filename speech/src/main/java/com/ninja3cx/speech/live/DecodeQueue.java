package com.ninja3cx.speech.live;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The work of all streams, keyed by stream.
///
/// Of each stream one thing is in hand at a time, in order; what goes first says [NextWork]. Ended
/// utterances are never given up. A newer glimpse replaces the one that waits, an ended utterance
/// removes it, and how soon the next is due follows how busy the threads are ([Pace]): under load
/// glimpses get rarer and nothing else changes. Work that can be told without decoding never waits
/// for decoding. Bounded by what streams accept ([HeardStream]). Thread-safe.
final class DecodeQueue {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<Lane> lanes = new LinkedHashSet<>();
    private final LongSupplier nanoTime;
    private final int threads;
    private final Pace pace = new Pace();
    private final Foresight foresight = new Foresight();
    private final NextWork nextWork = new NextWork(foresight);
    private final SpareTime spare;
    private final BusyTime busyTime;
    private long order;
    private long replaced;
    private int finalsInHand;
    private int threadsAtWork;
    private int threadsAtTexts;
    private boolean closed;

    /// @param threads that take work to decode
    DecodeQueue(LongSupplier nanoTime, int threads) {
        this.nanoTime = nanoTime;
        this.threads = threads;
        this.spare = new SpareTime(threads);
        this.busyTime = new BusyTime(threads, nanoTime.getAsLong());
    }

    void open(Lane lane) {
        lock.lock();
        try {
            lanes.add(lane);
        } finally {
            lock.unlock();
        }
    }

    /// Forgets a stream and all it waits for.
    void close(Lane lane) {
        lock.lock();
        try {
            lane.closed = true;
            lane.jobs.clear();
            lane.glimpse = null;
            lanes.remove(lane);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void add(Lane lane, Job job) {
        lock.lock();
        try {
            if (lane.closed) {
                return;
            }
            lane.jobs.add(job);
            Glimpse waiting = lane.glimpse;
            if (waiting != null
                    && job instanceof Job.Final ended
                    && ended.number() == waiting.number()) {
                lane.glimpse = null;
                replaced++;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void add(Lane lane, Glimpse glimpse) {
        lock.lock();
        try {
            if (lane.closed) {
                return;
            }
            if (lane.glimpse == null) {
                lane.glimpseOrder = order++;
            } else {
                replaced++;
            }
            lane.glimpse = glimpse;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits for something to decode.
    ///
    /// @return null when the queue is closed
    @Nullable Work take(int mostFinals, int mostGlimpses) throws InterruptedException {
        lock.lock();
        try {
            for (; ; ) {
                if (closed) {
                    return null;
                }
                Work work = next(mostFinals, mostGlimpses);
                if (work != null) {
                    measure();
                    threadsAtWork++;
                    threadsAtTexts += work instanceof Work.Glimpses ? 0 : 1;
                    work.lanes().forEach(lane -> lane.busy = true);
                    return work;
                }
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Waits for something to tell.
    ///
    /// @return null when the queue is closed
    Work.@Nullable Reports takeReports() throws InterruptedException {
        lock.lock();
        try {
            for (; ; ) {
                if (closed) {
                    return null;
                }
                for (Lane lane : lanes) {
                    if (!lane.busy && lane.toReport()) {
                        lane.busy = true;
                        return reports(lane);
                    }
                }
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Hands lanes back after their work is reported.
    void done(Work work) {
        lock.lock();
        try {
            switch (work) {
                case Work.Reports told -> finalsInHand -= finals(told.jobs());
                case Work.Finals finals -> finalsInHand -= finals.jobs().size();
                case Work.Pauses pauses -> {}
                case Work.Glimpses glimpses -> {}
            }
            if (!(work instanceof Work.Reports)) {
                measure();
                threadsAtWork--;
                threadsAtTexts -= work instanceof Work.Glimpses ? 0 : 1;
            }
            work.lanes().forEach(lane -> lane.busy = false);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits for time that revisions may have ([SpareTime]), at most this long, and takes it.
    ///
    /// @param pressing somebody waits for the revision
    void takeSpareTime(boolean pressing, long limitNanos) throws InterruptedException {
        long left = limitNanos;
        lock.lock();
        try {
            spare.waits(pressing ? 1 : 0);
            while (!closed && left > 0 && !spare.free(pressing, threadsAtWork, threadsAtTexts)) {
                left = changed.awaitNanos(left);
            }
        } finally {
            spare.waits(pressing ? -1 : 0);
            spare.take(pressing);
            lock.unlock();
        }
    }

    /// To be called once for each time that was taken.
    void giveSpareTimeBack(boolean pressing) {
        lock.lock();
        try {
            spare.giveBack(pressing);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Share of their time in which the threads had work lately, 0 to 1.
    double busy() {
        lock.lock();
        try {
            return pace.busy();
        } finally {
            lock.unlock();
        }
    }

    Counts counts() {
        lock.lock();
        try {
            measure();
            long oldest =
                    lanes.stream()
                            .map(lane -> lane.jobs.peek())
                            .filter(Job.Final.class::isInstance)
                            .mapToLong(job -> ((Job.Final) job).since())
                            .map(since -> nanoTime.getAsLong() - since)
                            .max()
                            .orElse(0);
            int glimpses = (int) lanes.stream().filter(lane -> lane.glimpse != null).count();
            return new Counts(
                    waitingFinals(),
                    TimeUnit.NANOSECONDS.toMillis(Math.max(0, oldest)),
                    glimpses,
                    replaced,
                    paceMillis(),
                    pace.busy());
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// @param waitingFinals those in hand included
    /// @param paceMillis new sound after which another partial is due
    /// @param busy share of their time in which the threads had work lately
    record Counts(
            int waitingFinals,
            long oldestFinalMillis,
            int waitingGlimpses,
            long replaced,
            int paceMillis,
            double busy) {}

    private void measure() {
        busyTime.count(threadsAtWork, nanoTime.getAsLong()).ifPresent(pace::measured);
    }

    private int waitingFinals() {
        int waiting = finalsInHand;
        for (Lane lane : lanes) {
            waiting += finals(lane.jobs);
        }
        return waiting;
    }

    private static int finals(Iterable<Job> jobs) {
        int count = 0;
        for (Job job : jobs) {
            if (job instanceof Job.Final) {
                count++;
            }
        }
        return count;
    }

    private int paceMillis() {
        return spare.claimed() == 0 ? pace.millis() : pace.millisBeside();
    }

    private @Nullable Work next(int mostFinals, int mostGlimpses) {
        var asked =
                new NextWork.Asked(
                        mostFinals,
                        mostGlimpses,
                        threads - threadsAtWork,
                        spare.leavesGlimpses(threadsAtWork),
                        paceMillis(),
                        pace.busy());
        Work work = nextWork.of(lanes, asked);
        finalsInHand += work instanceof Work.Finals finals ? finals.jobs().size() : 0;
        return work;
    }

    private Work.Reports reports(Lane lane) {
        var due = new ArrayList<Job>();
        // A text that was read ahead is one alone: what comes after it was not read yet.
        due.add(lane.jobs.remove());
        while (lane.jobs.peek() != null && !(lane.jobs.peek() instanceof Job.Final)) {
            due.add(lane.jobs.remove());
        }
        int ahead = finals(due);
        finalsInHand += ahead;
        foresight.right(ahead);
        return new Work.Reports(lane, due);
    }
}
