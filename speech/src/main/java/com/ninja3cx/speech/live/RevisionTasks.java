package com.ninja3cx.speech.live;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What waits to be done for revisions: in the order in which calls ended, steps of running calls
/// among them once they have waited for too long, then in order. Each stream has one at most.
/// Thread-safe.
final class RevisionTasks {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition added = lock.newCondition();
    private final Set<Task> waiting = new LinkedHashSet<>();

    void add(Task task) {
        lock.lock();
        try {
            waiting.add(task);
            added.signal();
        } finally {
            lock.unlock();
        }
    }

    Task take() throws InterruptedException {
        lock.lock();
        try {
            while (waiting.isEmpty()) {
                added.await();
            }
            Task next = first();
            waiting.remove(next);
            return next;
        } finally {
            lock.unlock();
        }
    }

    /// Whether work waits here for which somebody waits.
    boolean pressing() {
        lock.lock();
        try {
            return waiting.stream().anyMatch(task -> task.urgency.pressing());
        } finally {
            lock.unlock();
        }
    }

    /// Takes all that waits.
    List<Task> drain() {
        lock.lock();
        try {
            var all = new ArrayList<>(waiting);
            waiting.clear();
            return all;
        } finally {
            lock.unlock();
        }
    }

    private Task first() {
        @Nullable Task first = null;
        for (Task task : waiting) {
            if (first == null || task.urgency.since() < first.urgency.since()) {
                first = task;
            }
        }
        return java.util.Objects.requireNonNull(first);
    }

    /// A step of a stream.
    static final class Task extends FutureTask<Void> {

        private final Urgency urgency;

        @SuppressWarnings("NullAway") // the result of a Void task is null
        Task(Runnable work, Urgency urgency) {
            super(work, null);
            this.urgency = urgency;
        }
    }
}
