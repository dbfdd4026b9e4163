package com.ninja3cx.server.ticket.outbox;

import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.ticket.draft.Draft;
import com.ninja3cx.server.ticket.draft.Reference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The outbox in the database. An entry belongs to the worker whose lease number it carries; every
/// later write names that number and has no effect once another worker took over.
public final class OutboxStore {

    private static final JsonMapper JSON = new JsonMapper();

    private final Database database;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final SendLog log;

    /// Claims of this process follow one another, so that their numbers only grow.
    private final ReentrantLock claiming = new ReentrantLock();

    private long begun;

    public OutboxStore(
            Database database, InstantSource clock, RandomGenerator random, SendLog log) {
        this.database = database;
        this.clock = clock;
        this.random = random;
        this.log = log;
    }

    /// Adds an entry behind the others of its draft. One whose draft is older than a database that
    /// was put in place may have been sent already: it begins UNKNOWN.
    ///
    /// @return its id
    public String append(Handle handle, Draft draft, Intent intent, @Nullable Integer ticket) {
        String id = Reference.id(random, "out");
        int ordinal = nextOrdinal(handle, draft.id());
        long restored = OutboxMarks.get(handle, OutboxMarks.RESTORED);
        boolean doubtful = draft.createdAt().toEpochMilli() <= restored;
        Words why = doubtful ? RestoreWatch.WHY : Draft.NOTHING;
        handle.createUpdate(
                        """
                        INSERT INTO outbox (id, draft_id, call_id, ordinal, kind, marker, payload,
                            state, sends, searches, due_at, uncertain_since, lease_owner,
                            lease_number, lease_until, ticket_id, reason_fr, reason_en, created_at,
                            updated_at)
                        VALUES (:id, :draft, :call, :ordinal, :kind, :marker, :payload, :state, 0,
                            0, :now, :uncertain, NULL, 0, 0, :ticket, :fr, :en, :now, :now)
                        """)
                .bind("id", id)
                .bind("draft", draft.id())
                .bind("call", draft.callId())
                .bind("ordinal", ordinal)
                .bind("kind", intent.kind())
                .bind("marker", Reference.marker(draft.reference(), ordinal))
                .bind("payload", json(intent))
                .bind("state", (doubtful ? EntryState.UNKNOWN : EntryState.READY).name())
                .bind("uncertain", doubtful ? Long.valueOf(clock.millis()) : null)
                .bind("ticket", ticket)
                .bind("fr", why.french())
                .bind("en", why.english())
                .bind("now", clock.millis())
                .execute();
        return id;
    }

    /// Puts an entry behind the others of its draft, unless it is there or was begun.
    public void putLast(Handle handle, Draft draft, Entry entry) {
        int last = nextOrdinal(handle, draft.id()) - 1;
        if (entry.ordinal() == last) {
            return;
        }
        handle.createUpdate(
                        "UPDATE outbox SET ordinal = :ordinal, marker = :marker WHERE id = :id AND"
                                + " state = 'READY' AND sends = 0 AND lease_until <= :now")
                .bind("ordinal", last + 1)
                .bind("marker", Reference.marker(draft.reference(), last + 1))
                .bind("id", entry.id())
                .bind("now", clock.millis())
                .execute();
    }

    public int nextOrdinal(Handle handle, String draftId) {
        return 1
                + handle.createQuery(
                                "SELECT COALESCE(MAX(ordinal), 0) FROM outbox WHERE draft_id ="
                                        + " :draft")
                        .bind("draft", draftId)
                        .mapTo(Integer.class)
                        .one();
    }

    /// Takes the entry that has waited longest among those due and free whose turn it is: those
    /// before it in its draft are done or wait for a person, and the ticket is known. One that was
    /// READY is SENDING from now on; the answer shows the state it was found in.
    ///
    /// @param lease how long it stays with a worker that does not come back
    public Optional<Entry> claim(String worker, Duration lease) {
        claiming.lock();
        try {
            if (database.read(this::due).isEmpty()) {
                return Optional.empty();
            }
            var claim =
                    database.write(
                            handle ->
                                    due(handle)
                                            .map(found -> taken(handle, worker, found, lease))
                                            .orElse(Claim.NOTHING));
            // Only now is the number stored: one of a transaction that failed comes again.
            if (claim.restored()) {
                log.reset(claim.number());
            }
            begun = claim.number() == 0 ? begun : claim.number();
            return claim.entry();
        } finally {
            claiming.unlock();
        }
    }

    private Optional<Entry> due(Handle handle) {
        return handle.createQuery(
                        """
                        SELECT * FROM outbox e
                        WHERE e.state IN ('READY', 'SENDING', 'UNKNOWN')
                            AND e.due_at <= :now AND e.lease_until <= :now
                            AND NOT EXISTS (
                                SELECT 1 FROM outbox b
                                WHERE b.draft_id = e.draft_id AND b.ordinal < e.ordinal
                                    AND (b.state IN ('READY', 'SENDING', 'UNKNOWN')
                                        OR (b.ordinal = 1 AND b.state <> 'SENT')))
                        ORDER BY e.due_at, e.created_at, e.ordinal, e.id LIMIT 1
                        """)
                .bind("now", clock.millis())
                .map(OutboxStore::map)
                .findOne();
    }

    /// @param number of the request that is to be begun; 0 for none
    /// @param restored whether the database went back while we were running
    private record Claim(Optional<Entry> entry, long number, boolean restored) {
        static final Claim NOTHING = new Claim(Optional.empty(), 0, false);
    }

    private Claim taken(Handle handle, String worker, Entry entry, Duration lease) {
        long now = clock.millis();
        boolean sends = entry.state() == EntryState.READY;
        long begins = sends ? OutboxMarks.next(handle, OutboxMarks.SENDS) : 0;
        if (sends && begins <= begun) {
            RestoreWatch.doubt(handle, now);
            return new Claim(Optional.empty(), begins, true);
        }
        int taken =
                handle.createUpdate(
                                """
                                UPDATE outbox SET lease_owner = :worker,
                                    lease_number = lease_number + 1, lease_until = :until,
                                    updated_at = :now, sends = sends + :sends,
                                    state = CASE state WHEN 'READY' THEN 'SENDING' ELSE state END
                                WHERE id = :id AND lease_number = :number AND state = :state
                                """)
                        .bind("worker", worker)
                        .bind("until", now + lease.toMillis())
                        .bind("now", now)
                        .bind("sends", sends ? 1 : 0)
                        .bind("id", entry.id())
                        .bind("number", entry.leaseNumber())
                        .bind("state", entry.state().name())
                        .execute();
        Optional<Entry> ours =
                taken == 0
                        ? Optional.empty()
                        : Optional.of(leased(entry, Instant.ofEpochMilli(now).plus(lease)));
        return new Claim(ours, begins, false);
    }

    /// To be called before the request of a claimed entry leaves: durable when it returns.
    public void aboutToSend() {
        claiming.lock();
        try {
            log.begun(begun);
        } finally {
            claiming.unlock();
        }
    }

    /// Keeps the entry until then. False = it belongs to somebody else by now.
    public boolean prolong(Entry entry, Instant until) {
        return database.write(
                handle ->
                        handle.createUpdate(
                                                "UPDATE outbox SET lease_until = :until WHERE id ="
                                                        + " :id AND lease_number = :number AND"
                                                        + " state = 'SENDING'")
                                        .bind("until", until.toEpochMilli())
                                        .bind("id", entry.id())
                                        .bind("number", entry.leaseNumber())
                                        .execute()
                                > 0);
    }

    /// Whether the entry still belongs to whoever holds it as given.
    public boolean holds(Entry entry) {
        return database.read(
                handle ->
                        handle.createQuery(
                                                "SELECT COUNT(*) FROM outbox WHERE id = :id AND"
                                                        + " lease_number = :number AND state ="
                                                        + " 'SENDING'")
                                        .bind("id", entry.id())
                                        .bind("number", entry.leaseNumber())
                                        .mapTo(Integer.class)
                                        .one()
                                > 0);
    }

    private static Entry leased(Entry entry, Instant until) {
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
                until,
                entry.ticketId(),
                entry.reason(),
                entry.createdAt());
    }

    /// Writes what became of an entry and gives the lease back. False = another worker has it.
    public boolean settle(Handle handle, Entry entry, Settling.Next next) {
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
        handle.createUpdate(
                        "UPDATE outbox SET ticket_id = :ticket WHERE draft_id = :draft AND state <>"
                                + " 'SENT'")
                .bind("ticket", ticketId)
                .bind("draft", draftId)
                .execute();
    }

    /// A person's decision: the entry is ready, or to be searched, at once. Only while no worker
    /// has it.
    ///
    /// @param intent what it says from now on; null = as before
    public boolean decide(
            Handle handle, String id, EntryState from, EntryState to, @Nullable Intent intent) {
        long now = clock.millis();
        boolean again = to == EntryState.READY;
        if (intent != null) {
            handle.createUpdate(
                            "UPDATE outbox SET payload = :payload, kind = :kind, ticket_id ="
                                    + " :ticket WHERE id = :id AND state = :from AND lease_until <="
                                    + " :now")
                    .bind("payload", json(intent))
                    .bind("kind", intent.kind())
                    .bind(
                            "ticket",
                            intent instanceof Intent.AppendTo(int there, String body)
                                    ? Integer.valueOf(there)
                                    : null)
                    .bind("id", id)
                    .bind("from", from.name())
                    .bind("now", now)
                    .execute();
        }
        return handle.createUpdate(
                                """
                                UPDATE outbox SET state = :to, due_at = :now, updated_at = :now,
                                    lease_number = lease_number + 1, searches = 0, uncertain_since = CASE WHEN :again = 1 THEN NULL
                                        ELSE COALESCE(uncertain_since, :now) END
                                WHERE id = :id AND state = :from AND lease_until <= :now
                                """)
                        .bind("to", to.name())
                        .bind("from", from.name())
                        .bind("again", again ? 1 : 0)
                        .bind("now", now)
                        .bind("id", id)
                        .execute()
                > 0;
    }

    /// What waits for another try is tried now; what is looked for keeps its times.
    public void hurry() {
        database.write(
                handle ->
                        handle.createUpdate(
                                        "UPDATE outbox SET due_at = :now WHERE state = 'READY' AND"
                                                + " due_at > :now")
                                .bind("now", clock.millis())
                                .execute());
    }

    /// A person saw in NinjaOne that it is done.
    boolean decideSent(Handle handle, Entry entry, int ticket) {
        return handle.createUpdate(
                                """
                                UPDATE outbox SET state = 'SENT', due_at = :now, updated_at = :now,
                                    lease_number = lease_number + 1,
                                    uncertain_since = NULL, ticket_id = :ticket, reason_fr = '',
                                    reason_en = ''
                                WHERE id = :id AND state = :from AND lease_until <= :now
                                """)
                        .bind("now", clock.millis())
                        .bind("ticket", ticket)
                        .bind("id", entry.id())
                        .bind("from", entry.state().name())
                        .execute()
                > 0;
    }

    /// Gives up what is unsent of a draft; its time is free to be booked elsewhere. False = a
    /// worker has an entry of it, whose request may be under way: nothing was given up.
    public boolean cancel(Handle handle, String draftId) {
        boolean busy =
                handle.createQuery(
                                        "SELECT COUNT(*) FROM outbox WHERE draft_id = :draft AND"
                                                + " (state = 'SENDING' OR lease_until > :now)")
                                .bind("draft", draftId)
                                .bind("now", clock.millis())
                                .mapTo(Integer.class)
                                .one()
                        > 0;
        if (busy) {
            return false;
        }
        handle.createUpdate(
                        "DELETE FROM booked_time WHERE entry_id IN (SELECT id FROM outbox WHERE"
                                + " draft_id = :draft AND state <> 'SENT')")
                .bind("draft", draftId)
                .execute();
        handle.createUpdate(
                        "UPDATE outbox SET state = 'CANCELLED', lease_number = lease_number + 1,"
                                + " updated_at = :now WHERE draft_id = :draft AND state <> 'SENT'")
                .bind("now", clock.millis())
                .bind("draft", draftId)
                .execute();
        return true;
    }

    /// Of an entry that is over only what it did is kept.
    public void forgetWords(Handle handle, Entry entry) {
        handle.createUpdate(
                        "UPDATE outbox SET payload = :payload, reason_fr = '', reason_en = '' WHERE"
                                + " id = :id")
                .bind("payload", json(entry.intent().withoutWords(entry.marker())))
                .bind("id", entry.id())
                .execute();
    }

    private static String json(Intent intent) {
        return JSON.writerFor(Intent.class).writeValueAsString(intent);
    }

    public Optional<Entry> find(String id) {
        return database.read(
                handle ->
                        handle.createQuery("SELECT * FROM outbox WHERE id = :id")
                                .bind("id", id)
                                .map(OutboxStore::map)
                                .findOne());
    }

    public List<Entry> ofDraft(Handle handle, String draftId) {
        return handle.createQuery("SELECT * FROM outbox WHERE draft_id = :draft ORDER BY ordinal")
                .bind("draft", draftId)
                .map(OutboxStore::map)
                .list();
    }

    public List<Entry> ofDraft(String draftId) {
        return database.read(handle -> ofDraft(handle, draftId));
    }

    /// Newest first, those of a draft in order; empty text = any.
    public List<Entry> list(@Nullable EntryState state, String draft, String call, int limit) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        "SELECT * FROM outbox WHERE (:state = '' OR state = :state)"
                                                + " AND (:draft = '' OR draft_id = :draft) AND"
                                                + " (:call = '' OR call_id = :call) ORDER BY"
                                                + " created_at DESC, draft_id, ordinal LIMIT"
                                                + " :limit")
                                .bind("state", state == null ? "" : state.name())
                                .bind("draft", draft)
                                .bind("call", call)
                                .bind("limit", limit)
                                .map(OutboxStore::map)
                                .list());
    }

    /// The newest tickets of ours that are known to exist, the latest first.
    ///
    /// @param before when they were known to exist at the latest
    public List<Entry> newestTickets(Instant before, int limit) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        "SELECT * FROM outbox WHERE state = 'SENT' AND kind ="
                                                + " 'CreateTicket' AND updated_at <= :before ORDER"
                                                + " BY updated_at DESC, id LIMIT :limit")
                                .bind("before", before.toEpochMilli())
                                .bind("limit", limit)
                                .map(OutboxStore::map)
                                .list());
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
                Instant.ofEpochMilli(row.getLong("lease_until")),
                row.getObject("ticket_id") == null ? null : row.getInt("ticket_id"),
                new Words(row.getString("reason_fr"), row.getString("reason_en")),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }
}
