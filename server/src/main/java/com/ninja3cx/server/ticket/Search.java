package com.ninja3cx.server.ticket;

import com.ninja3cx.server.ninjaone.Board;
import com.ninja3cx.server.ninjaone.NinjaOne;
import com.ninja3cx.server.ninjaone.NinjaOneException;
import com.ninja3cx.server.ninjaone.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
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
/// is a setting for that reason.
final class Search {

    /// What a search found.
    sealed interface Finding {
        record There(int ticketId) implements Finding {}

        record NotThere() implements Finding {}

        /// Not found, but no board can be believed.
        record CannotTell() implements Finding {}
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
    Search(
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
            return new Finding.CannotTell();
        }
        boolean there =
                ninja.log(ticket).stream().anyMatch(line -> line.text().contains(entry.marker()));
        return there ? new Finding.There(ticket) : new Finding.NotThere();
    }

    private Finding changed(Entry entry, Intent.UpdateTicket update) throws NinjaOneException {
        Integer id = entry.ticketId();
        if (id == null) {
            return new Finding.CannotTell();
        }
        Ticket ticket = ninja.ticket(id);
        return terms.status(update.statusId())
                .map(status -> status == ticket.statusId())
                .filter(same -> same)
                .<Finding>map(same -> new Finding.There(id))
                .orElseGet(Finding.NotThere::new);
    }

    private Finding ticket(Entry entry, @Nullable Integer board) throws NinjaOneException {
        Instant back = entry.createdAt();
        for (Entry witness : witnesses(clock.instant())) {
            back = witness.createdAt().isBefore(back) ? witness.createdAt() : back;
        }
        boolean believed = false;
        for (Board each : boards(board)) {
            BoardReader.Reading reading = reader.read(each, entry.dueAt(), back.minus(MARGIN));
            Optional<Integer> found = reading.marked(entry.marker());
            if (found.isPresent()) {
                return new Finding.There(found.get());
            }
            believed |= !each.filtered() && reading.whole() && witnessed(reading);
        }
        return believed ? new Finding.NotThere() : new Finding.CannotTell();
    }

    /// The newest tickets of ours that a board read at a moment has to show.
    private List<Entry> witnesses(Instant read) {
        return outbox.newestTickets(read.minus(settle), MOST_WITNESSES).stream()
                .filter(made -> made.createdAt().isAfter(read.minus(OLDEST_WITNESS)))
                .toList();
    }

    /// Whether a board shows what it must: the newest ticket of ours that was not deleted. A
    /// reading may have waited since for who looks at it; tickets made after it prove nothing about
    /// it.
    private boolean witnessed(BoardReader.Reading reading) throws NinjaOneException {
        List<Entry> witnesses = witnesses(reading.began());
        for (Entry witness : witnesses) {
            Integer id = witness.ticketId();
            if (id == null || reading.shows(id)) {
                return id != null;
            }
            if (!deleted(id)) {
                return false;
            }
        }
        return witnesses.isEmpty();
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
        boards.sort(
                Comparator.comparing((Board each) -> wanted == null || each.id() != wanted)
                        .thenComparing(
                                each -> configuredBoard == null || each.id() != configuredBoard)
                        .thenComparing(Board::filtered)
                        .thenComparing(Board::id));
        return boards.subList(0, Math.min(MOST_BOARDS, boards.size()));
    }
}
