package com.ninja3cx.simulator.ninjaone;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Faults waiting for the requests they are meant for, in the order they were added. Safe for
/// several threads.
public final class Faults {

    private static final class Rule {
        final RequestPattern pattern;
        final Fault fault;
        int skip;
        int times;

        Rule(RequestPattern pattern, Fault fault, int skip, int times) {
            this.pattern = pattern;
            this.fault = fault;
            this.skip = skip;
            this.times = times;
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final List<Rule> rules = new ArrayList<>();

    Faults() {}

    /// The next request like this one meets the fault. The request is written as
    /// [RequestPattern#parse] reads it, for example `POST /ticketing/ticket`.
    public void next(String request, Fault fault) {
        add(RequestPattern.parse(request), fault, 0, 1);
    }

    /// Every request like this one meets the fault until [#clear].
    public void always(String request, Fault fault) {
        add(RequestPattern.parse(request), fault, 0, Integer.MAX_VALUE);
    }

    /// After `skip` requests like this one, the following `times` meet the fault.
    public void add(RequestPattern pattern, Fault fault, int skip, int times) {
        if (skip < 0 || times < 1) {
            throw new IllegalArgumentException("skip at least 0 requests, hit at least 1");
        }
        lock.lock();
        try {
            rules.add(new Rule(pattern, fault, skip, times));
        } finally {
            lock.unlock();
        }
    }

    public void clear() {
        lock.lock();
        try {
            rules.clear();
        } finally {
            lock.unlock();
        }
    }

    /// How many rules still wait for a request.
    public int waiting() {
        lock.lock();
        try {
            return rules.size();
        } finally {
            lock.unlock();
        }
    }

    Optional<Fault> take(SeenRequest request, String resourcePath) {
        lock.lock();
        try {
            for (Rule rule : rules) {
                if (!rule.pattern.matches(request, resourcePath)) {
                    continue;
                }
                if (rule.skip > 0) {
                    rule.skip--;
                    continue;
                }
                rule.times--;
                if (rule.times == 0) {
                    rules.remove(rule);
                }
                return Optional.of(rule.fault);
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }
}
