package com.ninja3cx.speech.live;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The work of all streams, keyed by stream.
///
/// Of each stream one thing is in hand at a time, in order. Ended utterances are never given up and
/// go first, the longest waiting before the others; then those that have probably ended; then first
/// looks at new utterances; then further looks. A newer glimpse replaces the one that waits, an
/// ended utterance removes it, and how soon the next is due follows how busy the threads are
/// ([Pace]): under load glimpses get rarer and nothing else changes. Work that can be told without
/// decoding never waits for decoding. Bounded by what streams accept ([HeardStream]). Thread-safe.
final class DecodeQueue {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<Lane> lanes = new LinkedHashSet<>();
    private final LongSupplier nanoTime;
    private final int threads;
    private final Pace pace = new Pace();
    private final Foresight foresight = new Foresight();
    private final BusyTime busyTime;
    private long order;
    private long replaced;
    private int finalsInHand;
    private int threadsAtWork;
    private int spareTaken;
    private boolean closed;

    /// @param threads that take work to decode
    DecodeQueue(LongSupplier nanoTime, int threads) {
        this.nanoTime = nanoTime;
        this.threads = threads;
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
            }
            work.lanes().forEach(lane -> lane.busy = false);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until a decoding thread has nothing to do whose time nobody took, at most this long,
    /// and takes it: for work that comes after all of a call's live words.
    void takeSpareTime(long limitNanos) throws InterruptedException {
        long left = limitNanos;
        lock.lock();
        try {
            while (!closed && left > 0 && threadsAtWork + spareTaken >= threads) {
                left = changed.awaitNanos(left);
            }
        } finally {
            spareTaken++;
            lock.unlock();
        }
    }

    /// To be called once for each time that was taken.
    void giveSpareTimeBack() {
        lock.lock();
        try {
            spareTaken--;
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
                    pace.millis(),
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

    private @Nullable Work next(int mostFinals, int mostGlimpses) {
        List<Lane> idle = lanes.stream().filter(lane -> !lane.busy).toList();
        var ended =
                idle.stream()
                        .filter(lane -> lane.jobs.peek() instanceof Job.Final)
                        .filter(lane -> !lane.toReport())
                        .toList();
        if (!ended.isEmpty()) {
            return finals(ended, share(ended.size(), mostFinals));
        }
        var looks =
                idle.stream()
                        .filter(lane -> lane.jobs.isEmpty() && lane.due(pace.millis()))
                        .toList();
        var pausing = looks.stream().filter(Lane::pausing).toList();
        if (!pausing.isEmpty() && foresight.pays(pace.busy())) {
            var chosen = oldest(pausing.stream(), share(pausing.size(), mostFinals));
            foresight.taken(chosen.size());
            return new Work.Pauses(chosen, chosen.stream().map(Lane::look).toList());
        }
        if (looks.isEmpty()) {
            return null;
        }
        var chosen = oldest(looks.stream(), share(looks.size(), mostGlimpses));
        return new Work.Glimpses(
                chosen, chosen.stream().map(Lane::look).map(Glimpse::quick).toList());
    }

    /// So much that other threads that have nothing to do find work too.
    private int share(int ready, int most) {
        int idle = Math.max(1, threads - threadsAtWork);
        return Math.min(most, Math.ceilDiv(ready, idle));
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

    private Work finals(List<Lane> ready, int most) {
        List<Lane> chosen =
                ready.stream()
                        .sorted(
                                Comparator.comparingLong(
                                        lane -> ((Job.Final) lane.jobs.element()).since()))
                        .limit(most)
                        .toList();
        finalsInHand += chosen.size();
        return new Work.Finals(
                chosen, chosen.stream().map(lane -> (Job.Final) lane.jobs.remove()).toList());
    }

    /// First looks before further ones, then in order.
    private static List<Lane> oldest(Stream<Lane> ready, int most) {
        return ready.sorted(
                        Comparator.comparing((Lane lane) -> !lane.fresh())
                                .thenComparingLong(lane -> lane.glimpseOrder))
                .limit(most)
                .toList();
    }
}
