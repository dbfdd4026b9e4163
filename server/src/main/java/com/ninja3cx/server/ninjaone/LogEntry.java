package com.ninja3cx.server.ninjaone;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/// One line of a ticket's history.
///
/// @param type DESCRIPTION, COMMENT, SAVE, CONDITION, DELETE, PRODUCT or INFO
/// @param text plain and HTML body together
/// @param isPublic whether the requester sees it
/// @param system written by NinjaOne itself
/// @param timeTracked seconds of work booked with it; 0 = none
public record LogEntry(
        int id,
        String type,
        String text,
        boolean isPublic,
        boolean system,
        Instant createTime,
        int timeTracked) {
    static LogEntry of(JsonNode row) {
        return new LogEntry(
                Read.number(row, "id"),
                Read.text(row, "type"),
                Read.text(row, "body") + "\n" + Read.text(row, "htmlBody"),
                row.path("publicEntry").asBoolean(false),
                row.path("system").asBoolean(false),
                Read.time(row, "createTime"),
                Read.number(row, "timeTracked"));
    }
}
