package com.ninja3cx.server.ninjaone;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A saved view of tickets.
///
/// @param filtered whether it has conditions, so that a ticket may be missing from it
public record Board(int id, String name, boolean filtered) {

    /// The one asked for first, then the one of the settings, then those that show every ticket.
    ///
    /// @param wanted null = none in particular
    /// @param configured null = not set
    public static Comparator<Board> order(@Nullable Integer wanted, @Nullable Integer configured) {
        return Comparator.comparing((Board each) -> wanted == null || each.id != wanted)
                .thenComparing(each -> configured == null || each.id != configured)
                .thenComparing(Board::filtered)
                .thenComparing(Board::id);
    }

    static Board of(JsonNode row) {
        JsonNode conditions = row.path("conditions");
        return new Board(
                Read.number(row, "id"),
                Read.text(row, "name"),
                !conditions.path("any").isEmpty() || !conditions.path("all").isEmpty());
    }
}
