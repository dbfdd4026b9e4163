package com.ninja3cx.server.ninjaone;

import tools.jackson.databind.JsonNode;

/// One line of a ticket's history.
///
/// @param text plain and HTML body together
public record LogEntry(int id, String type, String text) {
    static LogEntry of(JsonNode row) {
        return new LogEntry(
                Read.number(row, "id"),
                Read.text(row, "type"),
                Read.text(row, "body") + "\n" + Read.text(row, "htmlBody"));
    }
}
