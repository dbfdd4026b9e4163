package com.ninja3cx.server.ticket.status;

import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.ticket.draft.Draft;
import com.ninja3cx.server.ticket.draft.DraftStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Our tickets as NinjaOne last showed them.
public final class TicketStates {

    /// @param status for people, in the tenant's own words
    /// @param deleted NinjaOne does not have it any more
    /// @param changedAt when the status last became another
    public record State(
            int ticketId, int statusId, String status, boolean deleted, Instant changedAt) {}

    private final Database database;
    private final InstantSource clock;

    public TicketStates(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    public Optional<State> of(int ticketId) {
        return database.read(handle -> of(handle, ticketId));
    }

    private static Optional<State> of(Handle handle, int ticketId) {
        return handle.createQuery("SELECT * FROM ticket_states WHERE ticket_id = :ticket")
                .bind("ticket", ticketId)
                .map(
                        (row, context) ->
                                new State(
                                        row.getInt("ticket_id"),
                                        row.getInt("status_id"),
                                        row.getString("status_name"),
                                        row.getInt("deleted") != 0,
                                        Instant.ofEpochMilli(row.getLong("changed_at"))))
                .findOne();
    }

    /// Writes down what was seen. True = it is news.
    boolean seen(int ticketId, int statusId, String status, boolean deleted) {
        long now = clock.millis();
        return database.write(
                handle -> {
                    Optional<State> before = of(handle, ticketId);
                    boolean same =
                            before.isPresent()
                                    && before.get().statusId() == statusId
                                    && before.get().deleted() == deleted
                                    && before.get().status().equals(status);
                    long changed = same ? before.get().changedAt().toEpochMilli() : now;
                    handle.createUpdate(
                                    """
                                    INSERT INTO ticket_states (ticket_id, status_id, status_name,
                                        deleted, changed_at, checked_at)
                                    VALUES (:ticket, :status, :name, :deleted, :changed, :now)
                                    ON CONFLICT (ticket_id) DO UPDATE SET
                                        status_id = excluded.status_id,
                                        status_name = excluded.status_name,
                                        deleted = excluded.deleted,
                                        changed_at = excluded.changed_at,
                                        checked_at = excluded.checked_at
                                    """)
                            .bind("ticket", ticketId)
                            .bind("status", statusId)
                            .bind("name", status)
                            .bind("deleted", deleted ? 1 : 0)
                            .bind("changed", changed)
                            .bind("now", now)
                            .execute();
                    return !same;
                });
    }

    /// The drafts whose ticket this is.
    List<Draft> drafts(int ticketId, DraftStore store) {
        return database
                .read(
                        handle ->
                                handle.createQuery(
                                                "SELECT id FROM drafts WHERE ticket_id = :ticket"
                                                        + " ORDER BY id")
                                        .bind("ticket", ticketId)
                                        .mapTo(String.class)
                                        .list())
                .stream()
                .flatMap(id -> store.find(id).stream())
                .toList();
    }

    /// Asks for a look at a ticket as soon as possible. False = it is none of ours.
    boolean wanted(int ticketId) {
        return database.write(
                handle -> {
                    int ours =
                            handle.createQuery(
                                            "SELECT COUNT(*) FROM drafts WHERE ticket_id = :ticket")
                                    .bind("ticket", ticketId)
                                    .mapTo(Integer.class)
                                    .one();
                    if (ours == 0) {
                        return false;
                    }
                    handle.createUpdate(
                                    """
                                    INSERT INTO ticket_states (ticket_id, status_id, status_name,
                                        deleted, changed_at, checked_at)
                                    VALUES (:ticket, 0, '', 0, :now, 0)
                                    ON CONFLICT (ticket_id) DO UPDATE SET checked_at = 0
                                    """)
                            .bind("ticket", ticketId)
                            .bind("now", clock.millis())
                            .execute();
                    return true;
                });
    }

    /// Tickets somebody wants to be looked at.
    List<Integer> wanted() {
        return database.read(
                handle ->
                        handle.createQuery(
                                        "SELECT ticket_id FROM ticket_states WHERE checked_at = 0"
                                                + " ORDER BY ticket_id")
                                .mapTo(Integer.class)
                                .list());
    }

    /// Of these, those that are ours.
    List<Integer> ours(List<Integer> tickets) {
        if (tickets.isEmpty()) {
            return List.of();
        }
        return database.read(
                handle ->
                        handle.createQuery(
                                        "SELECT DISTINCT ticket_id FROM drafts WHERE ticket_id IN"
                                                + " (<tickets>) ORDER BY ticket_id")
                                .bindList("tickets", tickets)
                                .mapTo(Integer.class)
                                .list());
    }

    /// Tickets made since then that were not looked at for the longest time, never seen ones first;
    /// those that are over only while they are new.
    List<Integer> stale(Instant madeSince, int most) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        """
                                        SELECT d.ticket_id FROM drafts d
                                        LEFT JOIN ticket_states s ON s.ticket_id = d.ticket_id
                                        WHERE d.ticket_id IS NOT NULL AND d.state = 'SENT'
                                            AND d.created_at > :since
                                            AND COALESCE(s.deleted, 0) = 0
                                        GROUP BY d.ticket_id
                                        ORDER BY MIN(COALESCE(s.checked_at, 0)), d.ticket_id
                                        LIMIT :most
                                        """)
                                .bind("since", madeSince.toEpochMilli())
                                .bind("most", most)
                                .mapTo(Integer.class)
                                .list());
    }
}
