package com.ninja3cx.server.ticket.status;

import com.ninja3cx.server.cluster.Bus;
import com.ninja3cx.server.cluster.Hint;
import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.db.Leases;
import com.ninja3cx.server.ninjaone.Board;
import com.ninja3cx.server.ninjaone.BoardPage;
import com.ninja3cx.server.ninjaone.NinjaOne;
import com.ninja3cx.server.ninjaone.NinjaOneException;
import com.ninja3cx.server.ninjaone.Ticket;
import com.ninja3cx.server.ticket.draft.Draft;
import com.ninja3cx.server.ticket.draft.DraftStore;
import com.ninja3cx.server.ticket.outbox.OutboxMarks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the status of our tickets back: at once those NinjaOne's own events name, and now and
/// then what a board shows as changed, and the few tickets that were not looked at for the longest
/// time. One node does it at a time. A turn costs one request for the board, and one for each
/// ticket of ours that changed.
public final class TicketWatch {

    private static final Logger LOG = LoggerFactory.getLogger(TicketWatch.class);
    private static final String LEASE = "ninja-ticket-watch";
    private static final Duration LEASE_LIFE = Duration.ofMinutes(2);
    private static final Duration LOOK_BACK = Duration.ofHours(2);
    private static final Duration OVERLAP = Duration.ofMinutes(5);
    private static final Duration FOLLOWED = Duration.ofDays(30);
    private static final int MOST_PAGES = 5;
    private static final int MOST_CHANGED = 30;
    private static final int STALE = 3;

    private final Database database;
    private final DraftStore drafts;
    private final TicketStates states;
    private final NinjaOne ninja;
    private final Leases leases;
    private final Bus bus;
    private final InstantSource clock;
    private final Duration every;
    private final @Nullable Integer configuredBoard;
    private final String node = UUID.randomUUID().toString();
    private Instant next;

    /// @param every zero = only what events name
    public TicketWatch(
            Database database,
            DraftStore drafts,
            TicketStates states,
            NinjaOne ninja,
            Leases leases,
            Bus bus,
            InstantSource clock,
            Duration every,
            @Nullable Integer configuredBoard) {
        this.database = database;
        this.drafts = drafts;
        this.states = states;
        this.ninja = ninja;
        this.leases = leases;
        this.bus = bus;
        this.clock = clock;
        this.every = every;
        this.configuredBoard = configuredBoard;
        this.next = clock.instant().plus(every);
    }

    /// Looks at what is due now.
    public void sweep() {
        boolean turn = !every.isZero() && !clock.instant().isBefore(next);
        List<Integer> wanted = states.wanted();
        if (!turn && wanted.isEmpty()) {
            return;
        }
        if (turn) {
            next = clock.instant().plus(every);
        }
        Optional<Leases.Lease> lease = leases.acquire(LEASE, node, LEASE_LIFE);
        if (lease.isEmpty()) {
            return;
        }
        try {
            Set<Integer> tickets = new LinkedHashSet<>(wanted);
            if (turn) {
                tickets.addAll(changed());
                tickets.addAll(states.stale(clock.instant().minus(FOLLOWED), STALE));
            }
            for (int ticket : tickets) {
                look(ticket);
            }
        } catch (NinjaOneException e) {
            next = clock.instant().plus(every.isZero() ? LEASE_LIFE : every);
            LOG.info("ninja tickets could not be looked at: {}", e.failure().line());
        } finally {
            leases.release(lease.get());
        }
    }

    private void look(int id) throws NinjaOneException {
        boolean news;
        try {
            Ticket ticket = ninja.ticket(id);
            String shown =
                    ticket.json().path("status").path("displayName").asString(ticket.statusName());
            news = states.seen(id, ticket.statusId(), shown, ticket.deleted());
        } catch (NinjaOneException e) {
            if (e.failure().status() != 404) {
                throw e;
            }
            news = states.seen(id, 0, "", true);
        }
        if (news) {
            for (Draft draft : states.drafts(id, drafts)) {
                bus.publish(new Hint.DraftChanged(String.valueOf(draft.callId()), draft.id()));
            }
        }
    }

    /// Our tickets that a board shows as changed since the last turn.
    private List<Integer> changed() throws NinjaOneException {
        Optional<Board> board = board();
        if (board.isEmpty()) {
            return List.of();
        }
        Instant now = clock.instant();
        long last = database.read(handle -> OutboxMarks.get(handle, OutboxMarks.WATCHED));
        Instant since =
                last == 0 ? now.minus(LOOK_BACK) : Instant.ofEpochMilli(last).minus(OVERLAP);
        List<Integer> rows = new ArrayList<>();
        int cursor = 0;
        for (int page = 0; page < MOST_PAGES; page++) {
            BoardPage shown = ninja.run(board.get().id(), cursor);
            for (BoardPage.Row row : shown.rows()) {
                if (row.changed().isAfter(since)) {
                    rows.add(row.id());
                }
            }
            boolean more =
                    shown.rows().size() >= 100
                            && shown.rows().getLast().changed().isAfter(since)
                            && shown.lastCursorId() != 0;
            if (!more) {
                break;
            }
            cursor = shown.lastCursorId();
        }
        database.write(
                handle -> {
                    OutboxMarks.set(handle, OutboxMarks.WATCHED, now.toEpochMilli());
                    return true;
                });
        return states.ours(rows).stream().limit(MOST_CHANGED).toList();
    }

    private Optional<Board> board() throws NinjaOneException {
        return ninja.boards().stream().min(Board.order(null, configuredBoard));
    }
}
