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
    /// @param statusId 0 when the board does not say
    /// @param requester name; empty when the board does not say
    public record Row(int id, String text, Instant changed, int statusId, String requester) {}

    static BoardPage of(JsonNode reply) {
        List<Row> rows = new ArrayList<>();
        for (JsonNode row : reply.path("data")) {
            Instant updated = Read.time(row, "lastUpdated");
            Instant created = Read.time(row, "createTime");
            rows.add(
                    new Row(
                            Read.number(row, "id"),
                            strings(row),
                            updated.isAfter(created) ? updated : created,
                            row.path("status").path("statusId").asInt(0),
                            requester(row.path("requester"))));
        }
        return new BoardPage(
                List.copyOf(rows), reply.path("metadata").path("lastCursorId").asInt(0));
    }

    private static String requester(JsonNode shown) {
        return shown.isString() ? shown.asString().strip() : strings(shown).strip();
    }

    private static String strings(JsonNode row) {
        var text = new StringBuilder();
        for (JsonNode value : row) {
            if (value.isString()) {
                text.append(value.asString()).append('\n');
            }
        }
        return text.toString();
    }
}
