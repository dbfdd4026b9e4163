package com.ninja3cx.server.ticket.closing;

import com.ninja3cx.server.call.Call;
import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Which minutes of whom are booked. A call's time is what the PBX says it lasted, up to its end. A
/// minute that the same technician already has on another call (a split call, a second line) counts
/// there; when a call turns out longer, only the rest is added.
public final class TimeBook {

    /// Time to book.
    ///
    /// @param seconds rounded as the settings say
    public record Share(String callId, String worker, List<Span> spans, int seconds) {}

    /// From one moment to another.
    public record Span(Instant from, Instant to) {}

    private final Database database;
    private final Settings.Outbox settings;

    public TimeBook(Database database, Settings.Outbox settings) {
        this.database = database;
        this.settings = settings;
    }

    /// What is still to be booked for a call; empty when nothing is, or time is not tracked.
    public Optional<Share> open(Handle handle, Call call) {
        Instant end = call.endedAt();
        if (settings.timeTracking() == Settings.TimeTracking.OFF
                || end == null
                || call.durationSeconds() == 0) {
            return Optional.empty();
        }
        String worker = worker(call);
        database.lock(handle, "time of " + worker);
        Instant start = end.minusSeconds(call.durationSeconds());
        List<Span> free = free(new Span(start, end), taken(handle, worker, start, end));
        long fresh = free.stream().mapToLong(TimeBook::millis).sum();
        long[] before = bookedFor(handle, call.id());
        long seconds = rounded(Math.ceilDiv(before[0] + fresh, 1000)) - before[1];
        return free.isEmpty() || seconds <= 0
                ? Optional.empty()
                : Optional.of(new Share(call.id(), worker, free, Math.toIntExact(seconds)));
    }

    public void book(Handle handle, String entryId, Share share) {
        long seconds = share.seconds();
        for (Span span : share.spans()) {
            handle.createUpdate(
                            "INSERT INTO booked_time (entry_id, call_id, worker, from_at, to_at,"
                                    + " seconds) VALUES (:entry, :call, :worker, :from, :to,"
                                    + " :seconds)")
                    .bind("entry", entryId)
                    .bind("call", share.callId())
                    .bind("worker", share.worker())
                    .bind("from", span.from().toEpochMilli())
                    .bind("to", span.to().toEpochMilli())
                    .bind("seconds", seconds)
                    .execute();
            seconds = 0;
        }
    }

    /// What an abandoned entry would have booked is free again.
    void free(Handle handle, String entryId) {
        handle.createUpdate("DELETE FROM booked_time WHERE entry_id = :entry")
                .bind("entry", entryId)
                .execute();
    }

    private static String worker(Call call) {
        if (call.agentExtension() != null) {
            return call.pbx() + " " + call.agentExtension();
        }
        return call.agentEmail() != null ? call.agentEmail() : "call " + call.id();
    }

    private static List<Span> taken(Handle handle, String worker, Instant from, Instant to) {
        return handle.createQuery(
                        "SELECT from_at, to_at FROM booked_time WHERE worker = :worker AND from_at"
                                + " < :to AND to_at > :from ORDER BY from_at")
                .bind("worker", worker)
                .bind("from", from.toEpochMilli())
                .bind("to", to.toEpochMilli())
                .map(
                        (row, context) ->
                                new Span(
                                        Instant.ofEpochMilli(row.getLong("from_at")),
                                        Instant.ofEpochMilli(row.getLong("to_at"))))
                .list();
    }

    /// Milliseconds and rounded seconds a call has already.
    private static long[] bookedFor(Handle handle, String callId) {
        return handle.createQuery(
                        "SELECT COALESCE(SUM(to_at - from_at), 0) AS spent,"
                                + " COALESCE(SUM(seconds), 0) AS booked FROM booked_time WHERE"
                                + " call_id = :call")
                .bind("call", callId)
                .map((row, context) -> new long[] {row.getLong("spent"), row.getLong("booked")})
                .one();
    }

    /// What is left of a span without those taken, which are in order.
    static List<Span> free(Span whole, List<Span> taken) {
        List<Span> free = new ArrayList<>();
        Instant from = whole.from();
        for (Span each : taken) {
            if (each.from().isAfter(from)) {
                free.add(new Span(from, each.from()));
            }
            from = each.to().isAfter(from) ? each.to() : from;
        }
        if (from.isBefore(whole.to())) {
            free.add(new Span(from, whole.to()));
        }
        return free;
    }

    private static long millis(Span span) {
        return Duration.between(span.from(), span.to()).toMillis();
    }

    private long rounded(long seconds) {
        long step = Math.max(1, settings.timeRounding().toSeconds());
        return Math.ceilDiv(seconds, step) * step;
    }
}
