package com.ninja3cx.server.ticket.delivery;

import com.ninja3cx.server.ninjaone.Board;
import com.ninja3cx.server.ninjaone.BoardPage;
import com.ninja3cx.server.ninjaone.NinjaOne;
import com.ninja3cx.server.ninjaone.NinjaOneException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// What boards show. One reading serves every search that was due when it began, so that hundreds
/// of uncertain entries after an outage cost few requests. Thread-safe; who comes while a board is
/// read waits for it.
final class BoardReader {

    private static final int MOST_PAGES = 40;
    private static final int MOST_KEPT = 10;

    /// @param began when its first request left
    /// @param whole read to its end, or back to `reach`
    /// @param reach nothing changed later than this is missing
    record Reading(Instant began, List<BoardPage.Row> rows, boolean whole, Instant reach) {

        Optional<Integer> marked(String marker) {
            return rows.stream()
                    .filter(row -> row.id() > 0 && row.text().contains(marker))
                    .map(BoardPage.Row::id)
                    .findFirst();
        }

        boolean shows(int ticket) {
            return rows.stream().anyMatch(row -> row.id() == ticket);
        }
    }

    private final NinjaOne ninja;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Integer, Reading> last = new HashMap<>();

    BoardReader(NinjaOne ninja, InstantSource clock) {
        this.ninja = ninja;
        this.clock = clock;
    }

    /// @param notBefore a reading that began earlier does not do
    /// @param back changes up to here must be in it
    Reading read(Board board, Instant notBefore, Instant back) throws NinjaOneException {
        lock.lock();
        try {
            Reading known = last.get(board.id());
            if (known != null
                    && !known.began().isBefore(notBefore)
                    && !known.reach().isAfter(back)) {
                return known;
            }
            Reading fresh = fresh(board, back);
            if (last.size() > MOST_KEPT) {
                last.clear();
            }
            last.put(board.id(), fresh);
            return fresh;
        } finally {
            lock.unlock();
        }
    }

    private Reading fresh(Board board, Instant back) throws NinjaOneException {
        Instant began = clock.instant();
        List<BoardPage.Row> rows = new ArrayList<>();
        int cursor = 0;
        for (int page = 0; page < MOST_PAGES; page++) {
            BoardPage shown = ninja.run(board.id(), cursor);
            rows.addAll(shown.rows());
            if (shown.rows().isEmpty()) {
                return new Reading(began, rows, true, Instant.EPOCH);
            }
            Instant oldest = shown.rows().getLast().changed();
            if (oldest.isAfter(Instant.EPOCH) && oldest.isBefore(back)) {
                return new Reading(began, rows, true, oldest);
            }
            if (shown.lastCursorId() == 0 || shown.lastCursorId() == cursor) {
                return new Reading(began, rows, shown.rows().size() < 100, Instant.EPOCH);
            }
            cursor = shown.lastCursorId();
        }
        return new Reading(began, rows, false, back);
    }
}
