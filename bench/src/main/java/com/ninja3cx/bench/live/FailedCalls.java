package com.ninja3cx.bench.live;

import com.ninja3cx.speech.Wording;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The calls of a run that were not heard or read to their end. They cost a run their own figures,
/// not those of the others. Thread-safe.
final class FailedCalls {

    /// @param calls how many; none where the run was cut short between two calls
    /// @param first what went wrong first; null = nothing did
    record Sum(int calls, @Nullable Wording first) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Integer> plays = new HashSet<>();
    private @Nullable Wording first;

    /// A call that fails for several reasons counts once.
    void add(HeardCall call, Wording why) {
        String name = call.reference().name();
        lock.lock();
        try {
            plays.add(call.play());
        } finally {
            lock.unlock();
        }
        note(
                new Wording(
                        "appel %s : %s".formatted(name, why.french()),
                        "call %s: %s".formatted(name, why.english())));
    }

    /// Something failed that concerns more than one call.
    void note(Wording why) {
        lock.lock();
        try {
            first = first == null ? why : first;
        } finally {
            lock.unlock();
        }
    }

    Sum sum() {
        lock.lock();
        try {
            return new Sum(plays.size(), first);
        } finally {
            lock.unlock();
        }
    }
}
