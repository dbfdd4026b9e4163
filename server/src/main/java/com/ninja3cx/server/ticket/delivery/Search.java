package com.ninja3cx.server.ticket.delivery;

import com.ninja3cx.server.ninjaone.Board;
import com.ninja3cx.server.ninjaone.NinjaOne;
import com.ninja3cx.server.ninjaone.NinjaOneException;
import com.ninja3cx.server.ninjaone.Ticket;
import com.ninja3cx.server.ticket.outbox.Entry;
import com.ninja3cx.server.ticket.outbox.Intent;
import com.ninja3cx.server.ticket.outbox.OutboxStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Looks in NinjaOne for what may have been written.
///
/// What is written to a ticket is looked for in its log, a change of a ticket at the ticket: both
/// are shown at once. A new ticket is looked for on all boards, by our reference in its subject:
/// found anywhere is found. "Not there" is believed only from a board without conditions that is
/// known to show new tickets: the newest ticket of ours that exists must be on it (or there is none
/// yet), and it must have been read back to before our first attempt.
///
/// What remains: a board that shows a new ticket later than the settle time, on a tenant where
/// nothing else of ours is that new, looks like one on which the ticket is missing. The settle time
/// is a setting for that reason. A board that was seen to be late once is judged more strictly by
/// whoever asks: see [Finding.NotThere#upTo].
public final class Search {

    /// What a search found.
    sealed interface Finding {
        record There(int ticketId) implements Finding {}

        /// @param upTo where it was looked, everything of ours begun up to this moment is shown
        record NotThere(Instant upTo) implements Finding {}

        /// Not found, but no board can be believed.
        ///
        /// @param behind whether one that should show every ticket lacks some of ours: it may only
        ///   be late
        record CannotTell(boolean behind) implements Finding {}
    }

    private static final int MOST_BOARDS = 10;
    private static final int MOST_WITNESSES = 5;
    private static final Duration MARGIN = Duration.ofHours(1);
    private static final Duration OLDEST_WITNESS = Duration.ofDays(3);

    private final NinjaOne ninja;
    private final OutboxStore outbox;
    private final TicketTerms terms;
    private final BoardReader reader;
    private final InstantSource clock;
    private final Duration settle;
    private final @Nullable Integer configuredBoard;

    /// @param settle how old a ticket must be before a board has to show it
    public Search(
            NinjaOne ninja,
            OutboxStore outbox,
            TicketTerms terms,
            InstantSource clock,
            Duration settle,
            @Nullable Integer configuredBoard) {
        this.ninja = ninja;
        this.outbox = outbox;
        this.terms = terms;
        this.reader = new BoardReader(ninja, clock);
        this.clock = clock;
        this.settle = settle;
        this.configuredBoard = configuredBoard;
    }

    Finding find(Entry entry) throws NinjaOneException {
        return switch (entry.intent()) {
            case Intent.CreateTicket create -> ticket(entry, create.boardId());
            case Intent.AppendTo append -> inLog(entry);
            case Intent.AddNote note -> inLog(entry);
            case Intent.AttachFile file -> inLog(entry);
            case Intent.TrackTime time -> inLog(entry);
            case Intent.UpdateTicket update -> changed(entry, update);
        };
    }

    private Finding inLog(Entry entry) throws NinjaOneException {
        Integer ticket = entry.ticketId();
        if (ticket == null) {
            return new Finding.CannotTell(false);
        }
        boolean there =
                ninja.log(ticket).stream().anyMatch(line -> line.text().contains(entry.marker()));
        return there ? new Finding.There(ticket) : new Finding.NotThere(Instant.MAX);
    }

    private Finding changed(Entry entry, Intent.UpdateTicket update) throws NinjaOneException {
        Integer id = entry.ticketId();
        if (id == null) {
            return new Finding.CannotTell(false);
        }
        Ticket ticket = ninja.ticket(id);
        return terms.status(update.statusId())
                .map(status -> status == ticket.statusId())
                .filter(same -> same)
                .<Finding>map(same -> new Finding.There(id))
                .orElseGet(() -> new Finding.NotThere(Instant.MAX));
    }

    private Finding ticket(Entry entry, @Nullable Integer board) throws NinjaOneException {
        Instant back = entry.createdAt();
        for (Entry witness : witnesses(clock.instant())) {
            back = witness.createdAt().isBefore(back) ? witness.createdAt() : back;
        }
        Optional<Instant> believed = Optional.empty();
        boolean behind = false;
        for (Board each : boards(board)) {
            BoardReader.Reading reading = reader.read(each, entry.dueAt(), back.minus(MARGIN));
            Optional<Integer> found = reading.marked(entry.marker());
            if (found.isPresent()) {
                return new Finding.There(found.get());
            }
            if (!each.filtered() && reading.whole() && believed.isEmpty()) {
                believed = witnessed(reading);
                behind |= believed.isEmpty();
            }
        }
        return believed.isPresent()
                ? new Finding.NotThere(believed.get())
                : new Finding.CannotTell(behind);
    }

    /// The newest tickets of ours that a board read at a moment has to show.
    private List<Entry> witnesses(Instant read) {
        return outbox.newestTickets(read.minus(settle), MOST_WITNESSES).stream()
                .filter(made -> made.createdAt().isAfter(read.minus(OLDEST_WITNESS)))
                .toList();
    }

    /// Up to when a board shows what it must, judged by the newest ticket of ours that was not
    /// deleted; empty when it lacks that one. A reading may have waited since for who looks at it;
    /// tickets made after it prove nothing about it.
    private Optional<Instant> witnessed(BoardReader.Reading reading) throws NinjaOneException {
        List<Entry> witnesses = witnesses(reading.began());
        for (Entry witness : witnesses) {
            Integer id = witness.ticketId();
            if (id == null) {
                return Optional.empty();
            }
            if (reading.shows(id)) {
                return Optional.of(witness.createdAt());
            }
            if (!deleted(id)) {
                return Optional.empty();
            }
        }
        return witnesses.isEmpty() ? Optional.of(Instant.MIN) : Optional.empty();
    }

    private boolean deleted(int ticket) throws NinjaOneException {
        try {
            return ninja.ticket(ticket).deleted();
        } catch (NinjaOneException e) {
            if (e.failure().status() == 404) {
                return true;
            }
            throw e;
        }
    }

    /// The one asked for first, then those without conditions.
    private List<Board> boards(@Nullable Integer wanted) throws NinjaOneException {
        List<Board> boards = new ArrayList<>(terms.boards());
        boards.sort(Board.order(wanted, configuredBoard));
        return boards.subList(0, Math.min(MOST_BOARDS, boards.size()));
    }
}
