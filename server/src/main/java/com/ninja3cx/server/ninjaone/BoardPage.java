package com.ninja3cx.server.ninjaone;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// One page of a board, newest change first.
///
/// @param lastCursorId where the next page begins
public record BoardPage(List<Row> rows, int lastCursorId) {

    /// @param text everything readable in the row, the subject among it
    /// @param changed last change or creation; the epoch when the board does not say
    public record Row(int id, String text, Instant changed) {}

    static BoardPage of(JsonNode reply) {
        List<Row> rows = new ArrayList<>();
        for (JsonNode row : reply.path("data")) {
            var text = new StringBuilder();
            for (JsonNode value : row) {
                if (value.isString()) {
                    text.append(value.asString()).append('\n');
                }
            }
            Instant updated = Read.time(row, "lastUpdated");
            Instant created = Read.time(row, "createTime");
            rows.add(
                    new Row(
                            Read.number(row, "id"),
                            text.toString(),
                            updated.isAfter(created) ? updated : created));
        }
        return new BoardPage(
                List.copyOf(rows), reply.path("metadata").path("lastCursorId").asInt(0));
    }
}
