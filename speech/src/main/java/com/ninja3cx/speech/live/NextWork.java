package com.ninja3cx.speech.live;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which of what waits is decoded next: ended utterances, the longest waiting before the others;
/// then those that have probably ended; then first looks at new utterances; then further looks.
///
/// Guarded by the queue's lock.
final class NextWork {

    private final Foresight foresight;

    NextWork(Foresight foresight) {
        this.foresight = foresight;
    }

    /// What a thread may have, and how things stand.
    ///
    /// @param idleThreads that have nothing to do, the one that asks included
    /// @param mayGlimpse whether further looks have a turn now; first words always do
    /// @param paceMillis new sound after which another look is due
    /// @param busy share of their time in which the threads had work lately
    record Asked(
            int mostFinals,
            int mostGlimpses,
            int idleThreads,
            boolean mayGlimpse,
            int paceMillis,
            double busy) {

        /// So much that other threads that have nothing to do find work too.
        private int share(int ready, int most) {
            return Math.min(most, Math.ceilDiv(ready, Math.max(1, idleThreads)));
        }
    }

    /// @return null where there is nothing to decode
    @Nullable Work of(Collection<Lane> lanes, Asked asked) {
        List<Lane> idle = lanes.stream().filter(lane -> !lane.busy).toList();
        var ended =
                idle.stream()
                        .filter(lane -> lane.jobs.peek() instanceof Job.Final)
                        .filter(lane -> !lane.toReport())
                        .toList();
        if (!ended.isEmpty()) {
            return finals(ended, asked.share(ended.size(), asked.mostFinals));
        }
        var looks =
                idle.stream()
                        .filter(lane -> lane.jobs.isEmpty() && lane.due(asked.paceMillis))
                        .toList();
        var pausing = looks.stream().filter(Lane::pausing).toList();
        if (!pausing.isEmpty() && foresight.pays(asked.busy)) {
            var chosen = oldest(pausing.stream(), asked.share(pausing.size(), asked.mostFinals));
            foresight.taken(chosen.size());
            return new Work.Pauses(chosen, chosen.stream().map(Lane::look).toList());
        }
        var due = looks.stream().filter(lane -> asked.mayGlimpse || lane.fresh()).toList();
        if (due.isEmpty()) {
            return null;
        }
        var chosen = oldest(due.stream(), asked.share(due.size(), asked.mostGlimpses));
        return new Work.Glimpses(
                chosen, chosen.stream().map(Lane::look).map(Glimpse::quick).toList());
    }

    private static Work finals(List<Lane> ready, int most) {
        List<Lane> chosen =
                ready.stream()
                        .sorted(
                                Comparator.comparingLong(
                                        lane -> ((Job.Final) lane.jobs.element()).since()))
                        .limit(most)
                        .toList();
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
