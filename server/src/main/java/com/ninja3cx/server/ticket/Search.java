package com.ninja3cx.server.ticket;

import com.ninja3cx.server.ninjaone.Board;
import com.ninja3cx.server.ninjaone.BoardPage;
import com.ninja3cx.server.ninjaone.NinjaOne;
import com.ninja3cx.server.ninjaone.NinjaOneException;
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
/// A ticket is looked for on all boards, by our reference in its subject: found anywhere is found.
/// "Not there" is believed only from a board without conditions that is known to show new tickets:
/// the last ticket of ours that exists must be on it (or there is none yet), and it must have been
/// read back to before our first attempt.
final class Search {

    /// What a search found.
    sealed interface Finding {
        record There(int ticketId) implements Finding {}

        record NotThere() implements Finding {}

        /// Not found, but no board can be believed.
        record CannotTell() implements Finding {}
    }

    private static final int MOST_BOARDS = 10;
    private static final int MOST_PAGES = 40;
    private static final Duration MARGIN = Duration.ofHours(1);
    private static final Duration WITNESS_AGE = Duration.ofSeconds(90);
    private static final Duration OLDEST_WITNESS = Duration.ofDays(3);

    private final NinjaOne ninja;
    private final OutboxStore outbox;
    private final InstantSource clock;
    private final @Nullable Integer configuredBoard;

    Search(
            NinjaOne ninja,
            OutboxStore outbox,
            InstantSource clock,
            @Nullable Integer configuredBoard) {
        this.ninja = ninja;
        this.outbox = outbox;
        this.clock = clock;
        this.configuredBoard = configuredBoard;
    }

    Finding find(Entry entry) throws NinjaOneException {
        return switch (entry.intent()) {
            case Intent.CreateTicket create -> ticket(entry, create.boardId());
            case Intent.AddNote note -> noteOn(entry);
        };
    }

    private Finding noteOn(Entry entry) throws NinjaOneException {
        Integer ticket = entry.ticketId();
        if (ticket == null) {
            return new Finding.CannotTell();
        }
        boolean there =
                ninja.log(ticket).stream().anyMatch(line -> line.text().contains(entry.marker()));
        return there ? new Finding.There(ticket) : new Finding.NotThere();
    }

    private Finding ticket(Entry entry, @Nullable Integer board) throws NinjaOneException {
        Optional<Entry> witness =
                outbox.newestTicket(clock.instant().minus(WITNESS_AGE))
                        .filter(
                                made ->
                                        made.createdAt()
                                                .isAfter(clock.instant().minus(OLDEST_WITNESS)));
        Instant back = entry.createdAt();
        if (witness.isPresent() && witness.get().createdAt().isBefore(back)) {
            back = witness.get().createdAt();
        }
        boolean believed = false;
        for (Board each : boards(board)) {
            Reading reading =
                    read(
                            each,
                            entry.marker(),
                            witness.map(Entry::ticketId).orElse(null),
                            back.minus(MARGIN));
            if (reading.found != null) {
                return new Finding.There(reading.found);
            }
            believed |=
                    !each.filtered() && reading.whole && (witness.isEmpty() || reading.witnessed);
        }
        return believed ? new Finding.NotThere() : new Finding.CannotTell();
    }

    /// The one asked for first, then those without conditions.
    private List<Board> boards(@Nullable Integer wanted) throws NinjaOneException {
        List<Board> boards = new ArrayList<>(ninja.boards());
        boards.sort(
                Comparator.comparing((Board each) -> wanted == null || each.id() != wanted)
                        .thenComparing(
                                each -> configuredBoard == null || each.id() != configuredBoard)
                        .thenComparing(Board::filtered)
                        .thenComparing(Board::id));
        return boards.subList(0, Math.min(MOST_BOARDS, boards.size()));
    }

    private record Reading(@Nullable Integer found, boolean witnessed, boolean whole) {}

    private Reading read(Board board, String marker, @Nullable Integer witness, Instant back)
            throws NinjaOneException {
        boolean witnessed = false;
        int cursor = 0;
        for (int page = 0; page < MOST_PAGES; page++) {
            BoardPage rows = ninja.run(board.id(), cursor);
            if (rows.rows().isEmpty()) {
                return new Reading(null, witnessed, true);
            }
            for (BoardPage.Row row : rows.rows()) {
                if (row.text().contains(marker) && row.id() > 0) {
                    return new Reading(row.id(), witnessed, true);
                }
                witnessed |= witness != null && row.id() == witness;
            }
            Instant oldest = rows.rows().getLast().changed();
            boolean dated = oldest.isAfter(Instant.EPOCH);
            if (dated && oldest.isBefore(back)) {
                return new Reading(null, witnessed, true);
            }
            if (rows.lastCursorId() == 0 || rows.lastCursorId() == cursor) {
                return new Reading(null, witnessed, rows.rows().size() < 100);
            }
            cursor = rows.lastCursorId();
        }
        return new Reading(null, witnessed, false);
    }
}
