package com.ninja3cx.server.ticket;

import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.i18n.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The outbox in the database. An entry belongs to the worker whose lease number it carries; every
/// later write names that number and has no effect once another worker took over.
final class OutboxStore {

    /// One try, for people.
    record Attempt(int number, Instant at, String what, String outcome, String detail) {}

    /// What a worker leaves behind.
    ///
    /// @param due when to look again
    record Next(
            EntryState state,
            Instant due,
            int searches,
            @Nullable Instant uncertainSince,
            @Nullable Integer ticketId,
            Words reason) {}

    private static final JsonMapper JSON = new JsonMapper();

    private final Database database;
    private final InstantSource clock;
    private final RandomGenerator random;

    OutboxStore(Database database, InstantSource clock, RandomGenerator random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    /// Adds an entry behind the others of its draft.
    String append(
            Handle handle, Draft draft, int ordinal, Intent intent, @Nullable Integer ticket) {
        String id = Reference.id(random, "out");
        handle.createUpdate(
                        """
                        INSERT INTO outbox (id, draft_id, call_id, ordinal, kind, marker, payload,
                            state, sends, searches, due_at, uncertain_since, lease_owner,
                            lease_number, lease_until, ticket_id, reason_fr, reason_en, created_at,
                            updated_at)
                        VALUES (:id, :draft, :call, :ordinal, :kind, :marker, :payload, 'READY', 0,
                            0, :now, NULL, NULL, 0, 0, :ticket, '', '', :now, :now)
                        """)
                .bind("id", id)
                .bind("draft", draft.id())
                .bind("call", draft.callId())
                .bind("ordinal", ordinal)
                .bind("kind", intent.kind())
                .bind("marker", Reference.marker(draft.reference(), ordinal))
                .bind("payload", JSON.writerFor(Intent.class).writeValueAsString(intent))
                .bind("ticket", ticket)
                .bind("now", clock.millis())
                .execute();
        return id;
    }

    int nextOrdinal(Handle handle, String draftId) {
        return 1
                + handle.createQuery(
                                "SELECT COALESCE(MAX(ordinal), 0) FROM outbox WHERE draft_id ="
                                        + " :draft")
                        .bind("draft", draftId)
                        .mapTo(Integer.class)
                        .one();
    }

    /// Takes the entry that has waited longest among those due, free and first of their draft. One
    /// that was READY is SENDING from now on; the answer shows the state it was found in.
    Optional<Entry> claim(String worker, Duration lease) {
        long now = clock.millis();
        return database.write(
                handle -> {
                    Optional<Entry> found =
                            handle.createQuery(
                                            """
                                            SELECT * FROM outbox e
                                            WHERE e.state IN ('READY', 'SENDING', 'UNKNOWN')
                                                AND e.due_at <= :now AND e.lease_until <= :now
                                                AND NOT EXISTS (
                                                    SELECT 1 FROM outbox b
                                                    WHERE b.draft_id = e.draft_id
                                                        AND b.ordinal < e.ordinal
                                                        AND b.state <> 'SENT')
                                            ORDER BY e.due_at, e.created_at, e.id LIMIT 1
                                            """)
                                    .bind("now", now)
                                    .map(OutboxStore::map)
                                    .findOne();
                    if (found.isEmpty()) {
                        return Optional.<Entry>empty();
                    }
                    Entry entry = found.get();
                    int taken =
                            handle.createUpdate(
                                            """
                                            UPDATE outbox SET lease_owner = :worker,
                                                lease_number = lease_number + 1,
                                                lease_until = :until, updated_at = :now,
                                                sends = sends + :sends,
                                                state = CASE state WHEN 'READY' THEN 'SENDING'
                                                    ELSE state END
                                            WHERE id = :id AND lease_number = :number
                                                AND state = :state
                                            """)
                                    .bind("worker", worker)
                                    .bind("until", now + lease.toMillis())
                                    .bind("now", now)
                                    .bind("sends", entry.state() == EntryState.READY ? 1 : 0)
                                    .bind("id", entry.id())
                                    .bind("number", entry.leaseNumber())
                                    .bind("state", entry.state().name())
                                    .execute();
                    return taken == 0 ? Optional.<Entry>empty() : Optional.of(taken(entry));
                });
    }

    private static Entry taken(Entry entry) {
        return new Entry(
                entry.id(),
                entry.draftId(),
                entry.callId(),
                entry.ordinal(),
                entry.marker(),
                entry.intent(),
                entry.state(),
                entry.sends() + (entry.state() == EntryState.READY ? 1 : 0),
                entry.searches(),
                entry.dueAt(),
                entry.uncertainSince(),
                entry.leaseNumber() + 1,
                entry.ticketId(),
                entry.reason(),
                entry.createdAt());
    }

    /// Writes what became of an entry and gives the lease back. False = another worker has it.
    boolean settle(Handle handle, Entry entry, Next next) {
        Instant uncertain = next.uncertainSince();
        return handle.createUpdate(
                                """
                                UPDATE outbox SET state = :state, due_at = :due,
                                    searches = :searches, uncertain_since = :uncertain,
                                    ticket_id = :ticket, reason_fr = :fr, reason_en = :en,
                                    lease_until = 0, updated_at = :now
                                WHERE id = :id AND lease_number = :number
                                """)
                        .bind("state", next.state().name())
                        .bind("due", next.due().toEpochMilli())
                        .bind("searches", next.searches())
                        .bind("uncertain", uncertain == null ? null : uncertain.toEpochMilli())
                        .bind("ticket", next.ticketId())
                        .bind("fr", next.reason().french())
                        .bind("en", next.reason().english())
                        .bind("now", clock.millis())
                        .bind("id", entry.id())
                        .bind("number", entry.leaseNumber())
                        .execute()
                > 0;
    }

    /// Tells the entries behind a created ticket where to write.
    void passTicket(Handle handle, String draftId, int ticketId) {
        handle.createUpdate("UPDATE outbox SET ticket_id = :ticket WHERE draft_id = :draft")
                .bind("ticket", ticketId)
                .bind("draft", draftId)
                .execute();
    }

    /// A person's decision: the entry is ready, or to be searched, at once. Only while no worker
    /// has it.
    boolean decide(
            Handle handle, String id, EntryState from, EntryState to, @Nullable Intent intent) {
        long now = clock.millis();
        return handle.createUpdate(
                                """
                                UPDATE outbox SET state = :to, due_at = :now, updated_at = :now,
                                    payload = COALESCE(:payload, payload),
                                    uncertain_since = CASE WHEN :to = 'READY' THEN NULL
                                        ELSE COALESCE(uncertain_since, :now) END
                                WHERE id = :id AND state = :from AND lease_until <= :now
                                """)
                        .bind("to", to.name())
                        .bind("from", from.name())
                        .bind("now", now)
                        .bind(
                                "payload",
                                intent == null
                                        ? null
                                        : JSON.writerFor(Intent.class).writeValueAsString(intent))
                        .bind("id", id)
                        .execute()
                > 0;
    }

    void cancel(Handle handle, String draftId) {
        handle.createUpdate(
                        "UPDATE outbox SET state = 'CANCELLED', updated_at = :now WHERE draft_id ="
                                + " :draft AND state <> 'SENT'")
                .bind("now", clock.millis())
                .bind("draft", draftId)
                .execute();
    }

    void attempt(Handle handle, String entryId, String what, String outcome, String detail) {
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

    List<Attempt> attempts(String entryId) {
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

    Optional<Entry> find(String id) {
        return database.read(
                handle ->
                        handle.createQuery("SELECT * FROM outbox WHERE id = :id")
                                .bind("id", id)
                                .map(OutboxStore::map)
                                .findOne());
    }

    List<Entry> ofDraft(Handle handle, String draftId) {
        return handle.createQuery("SELECT * FROM outbox WHERE draft_id = :draft ORDER BY ordinal")
                .bind("draft", draftId)
                .map(OutboxStore::map)
                .list();
    }

    List<Entry> ofDraft(String draftId) {
        return database.read(handle -> ofDraft(handle, draftId));
    }

    /// Newest first.
    List<Entry> list(@Nullable EntryState state, int limit) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        "SELECT * FROM outbox WHERE (:state = '' OR state = :state)"
                                                + " ORDER BY created_at DESC, draft_id, ordinal"
                                                + " LIMIT :limit")
                                .bind("state", state == null ? "" : state.name())
                                .bind("limit", limit)
                                .map(OutboxStore::map)
                                .list());
    }

    /// The newest ticket that is known to exist, and when it was made: a board that lists
    /// everything lists it.
    Optional<Entry> newestTicket(Instant before) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        "SELECT * FROM outbox WHERE state = 'SENT' AND kind ="
                                                + " 'CreateTicket' AND updated_at <= :before ORDER"
                                                + " BY updated_at DESC, id LIMIT 1")
                                .bind("before", before.toEpochMilli())
                                .map(OutboxStore::map)
                                .findOne());
    }

    private static Entry map(ResultSet row, StatementContext context) throws SQLException {
        Instant uncertain =
                row.getObject("uncertain_since") == null
                        ? null
                        : Instant.ofEpochMilli(row.getLong("uncertain_since"));
        return new Entry(
                row.getString("id"),
                row.getString("draft_id"),
                row.getString("call_id"),
                row.getInt("ordinal"),
                row.getString("marker"),
                JSON.readValue(row.getString("payload"), Intent.class),
                EntryState.valueOf(row.getString("state")),
                row.getInt("sends"),
                row.getInt("searches"),
                Instant.ofEpochMilli(row.getLong("due_at")),
                uncertain,
                row.getLong("lease_number"),
                row.getObject("ticket_id") == null ? null : row.getInt("ticket_id"),
                new Words(row.getString("reason_fr"), row.getString("reason_en")),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }
}
