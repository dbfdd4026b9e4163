package com.ninja3cx.simulator.ninjaone;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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
    private @Nullable Chaos chaos;
    private boolean away;
    private Consumer<String> written = kind -> {};

    Faults() {}

    /// Ticket writes that no rule is meant for meet these from now on.
    public void chaos(Chaos byChance) {
        lock.lock();
        try {
            chaos = byChance;
        } finally {
            lock.unlock();
        }
    }

    /// While away every connection ends without an answer and nothing is done.
    public void away(boolean now) {
        lock.lock();
        try {
            away = now;
        } finally {
            lock.unlock();
        }
    }

    /// Tells of each ticket write once it has arrived whole and before anything is done: its kind
    /// is `CreateTicket`, `UpdateTicket`, `AttachFile`, `TrackTime` or `AddNote`.
    public void whenWritten(Consumer<String> listener) {
        lock.lock();
        try {
            written = listener;
        } finally {
            lock.unlock();
        }
    }

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

    /// The fault this request meets. A listener is told outside any lock: it may take its time.
    Optional<Fault> take(SeenRequest request, String resourcePath) {
        Optional<String> kind = kind(request, resourcePath);
        if (kind.isPresent()) {
            Consumer<String> listener;
            lock.lock();
            try {
                listener = written;
            } finally {
                lock.unlock();
            }
            listener.accept(kind.get());
        }
        return ruled(request, resourcePath, kind.isPresent());
    }

    private static Optional<String> kind(SeenRequest request, String path) {
        if (request.method().equals("POST") && path.equals("/ticketing/ticket")) {
            return Optional.of("CreateTicket");
        }
        if (request.method().equals("PUT") && path.matches("/ticketing/ticket/\\d+")) {
            return Optional.of("UpdateTicket");
        }
        if (!request.method().equals("POST") || !path.matches("/ticketing/ticket/\\d+/comment")) {
            return Optional.empty();
        }
        String body = request.bodyText();
        return Optional.of(
                body.contains("filename=")
                        ? "AttachFile"
                        : body.contains("\"timeTracked\"") ? "TrackTime" : "AddNote");
    }

    private Optional<Fault> ruled(SeenRequest request, String resourcePath, boolean write) {
        lock.lock();
        try {
            if (away) {
                return Optional.of(new Fault.DropConnection());
            }
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
            return write && chaos != null ? chaos.next() : Optional.empty();
        } finally {
            lock.unlock();
        }
    }
}
