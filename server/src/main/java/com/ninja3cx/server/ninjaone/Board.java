package com.ninja3cx.server.ninjaone;

import tools.jackson.databind.JsonNode;

/// A saved view of tickets.
///
/// @param filtered whether it has conditions, so that a ticket may be missing from it
public record Board(int id, String name, boolean filtered) {
    static Board of(JsonNode row) {
        JsonNode conditions = row.path("conditions");
        return new Board(
                Read.number(row, "id"),
                Read.text(row, "name"),
                !conditions.path("any").isEmpty() || !conditions.path("all").isEmpty());
    }
}
