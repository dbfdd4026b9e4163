package com.ninja3cx.server.ticket.outbox;

import com.ninja3cx.server.db.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Every try of every outbox entry, for people and for the rules that count them.
public final class Attempts {

    /// One try, for people.
    public record Attempt(int number, Instant at, String what, String outcome, String detail) {}

    /// Outcome of a search after which an entry is sent again.
    public static final String NOT_THERE = "not_there";

    /// Outcome of a search that proved nothing, because what was looked at is late or hides
    /// tickets.
    public static final String CANNOT_TELL = "cannot_tell";

    /// Outcome of a person's decision.
    public static final String ASKED = "asked";

    /// Outcome of a try that found no sound to send.
    public static final String NO_SOUND = "no_sound";

    /// Tries that ended alike.
    public record Series(int count, Optional<Instant> first) {}

    private final Database database;
    private final InstantSource clock;

    public Attempts(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    void add(Handle handle, String entryId, String what, String outcome, String detail) {
        handle.createUpdate(
                        """
                        INSERT INTO outbox_attempts (entry_id, number, at, what, outcome, detail)
                        SELECT :id, COALESCE(MAX(number), 0) + 1, :now, :what, :outcome, :detail
                        FROM outbox_attempts WHERE entry_id = :id
                        """)
                .bind("id", entryId)
                .bind("now", clock.millis())
                .bind("what", what)
                .bind("outcome", outcome)
                .bind("detail", detail)
                .execute();
    }

    /// What NinjaOne answered may repeat what was sent to it.
    public void forgetWords(Handle handle, String entryId) {
        handle.createUpdate(
                        "UPDATE outbox_attempts SET detail = '' WHERE entry_id = :id AND outcome IN"
                                + " ('refused', 'unknown', 'failed')")
                .bind("id", entryId)
                .execute();
    }

    /// In order.
    public List<Attempt> of(String entryId) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        "SELECT number, at, what, outcome, detail FROM"
                                                + " outbox_attempts WHERE entry_id = :id ORDER BY"
                                                + " number")
                                .bind("id", entryId)
                                .map(
                                        (row, context) ->
                                                new Attempt(
                                                        row.getInt("number"),
                                                        Instant.ofEpochMilli(row.getLong("at")),
                                                        row.getString("what"),
                                                        row.getString("outcome"),
                                                        row.getString("detail")))
                                .list());
    }

    /// The tries of an entry that ended so, after the latest that ended as `begin`.
    public Series since(String entryId, String begin, String outcome) {
        List<Attempt> all = of(entryId);
        int from = 0;
        for (Attempt each : all) {
            from = each.outcome().equals(begin) ? each.number() : from;
        }
        int after = from;
        List<Instant> alike =
                all.stream()
                        .filter(each -> each.number() > after && each.outcome().equals(outcome))
                        .map(Attempt::at)
                        .toList();
        return new Series(alike.size(), alike.stream().findFirst());
    }

    /// How many tries of an entry ended so.
    public int count(String entryId, String outcome) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        "SELECT COUNT(*) FROM outbox_attempts WHERE entry_id = :id"
                                                + " AND outcome = :outcome")
                                .bind("id", entryId)
                                .bind("outcome", outcome)
                                .mapTo(Integer.class)
                                .one());
    }
}
