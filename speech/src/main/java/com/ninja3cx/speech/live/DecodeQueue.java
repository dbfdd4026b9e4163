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
import org.jspecify.annotations.Nullable;

/// The work of all streams, keyed by stream.
///
/// Of each stream one thing is in hand at a time, in order. Ended utterances are never given up and
/// go before all glimpses; the longest waiting goes first. A newer glimpse replaces the one that
/// waits, an ended utterance removes it, so that under load glimpses get rarer and nothing else
/// changes. Bounded by what streams accept ([HeardStream]). Thread-safe.
final class DecodeQueue {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<Lane> lanes = new LinkedHashSet<>();
    private final LongSupplier nanoTime;
    private long order;
    private long replaced;
    private int finalsInHand;
    private boolean closed;

    DecodeQueue(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
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

    /// Waits for work.
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
                    work.lanes().forEach(lane -> lane.busy = true);
                    return work;
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
            if (work instanceof Work.Finals finals) {
                finalsInHand -= finals.jobs().size();
            }
            work.lanes().forEach(lane -> lane.busy = false);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until no ended utterance waits or is in hand, at most this long.
    void awaitNoFinals(long limitMillis) throws InterruptedException {
        long left = TimeUnit.MILLISECONDS.toNanos(limitMillis);
        lock.lock();
        try {
            while (!closed && left > 0 && waitingFinals() > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    Counts counts() {
        lock.lock();
        try {
            long oldest =
                    lanes.stream()
                            .map(lane -> lane.jobs.peek())
                            .filter(Job.Final.class::isInstance)
                            .mapToLong(job -> ((Job.Final) job).since())
                            .map(since -> nanoTime.getAsLong() - since)
                            .max()
                            .orElse(0);
            return new Counts(
                    waitingFinals(), TimeUnit.NANOSECONDS.toMillis(Math.max(0, oldest)), replaced);
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
    record Counts(int waitingFinals, long oldestFinalMillis, long replaced) {}

    private int waitingFinals() {
        int waiting = finalsInHand;
        for (Lane lane : lanes) {
            for (Job job : lane.jobs) {
                if (job instanceof Job.Final) {
                    waiting++;
                }
            }
        }
        return waiting;
    }

    private @Nullable Work next(int mostFinals, int mostGlimpses) {
        var endings = new ArrayList<Lane>();
        var glimpses = new ArrayList<Lane>();
        for (Lane lane : lanes) {
            if (lane.busy) {
                continue;
            }
            switch (lane.jobs.peek()) {
                case null -> {
                    if (lane.glimpse != null) {
                        glimpses.add(lane);
                    }
                }
                case Job.Final ended -> endings.add(lane);
                case Job.Mark mark -> {
                    return reports(lane);
                }
                case Job.End end -> {
                    return reports(lane);
                }
            }
        }
        if (!endings.isEmpty()) {
            return finals(endings, mostFinals);
        }
        return glimpses.isEmpty() ? null : glimpses(glimpses, mostGlimpses);
    }

    private static Work reports(Lane lane) {
        var due = new ArrayList<Job>();
        while (lane.jobs.peek() != null && !(lane.jobs.peek() instanceof Job.Final)) {
            due.add(lane.jobs.remove());
        }
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

    private static Work glimpses(List<Lane> ready, int most) {
        List<Lane> chosen =
                ready.stream()
                        .sorted(Comparator.comparingLong(lane -> lane.glimpseOrder))
                        .limit(most)
                        .toList();
        var taken = new ArrayList<Glimpse>();
        for (Lane lane : chosen) {
            taken.add(java.util.Objects.requireNonNull(lane.glimpse));
            lane.glimpse = null;
        }
        return new Work.Glimpses(chosen, taken);
    }
}
