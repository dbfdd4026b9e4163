package com.ninja3cx.server.ninjaone;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A ticket as NinjaOne shows it.
///
/// @param json the whole of it, for an update that must send back what it does not change
public record Ticket(
        int id,
        int version,
        int clientId,
        String subject,
        int statusId,
        String statusName,
        @Nullable String requesterUid,
        boolean deleted,
        Instant createTime,
        JsonNode json) {

    static Ticket of(JsonNode row) {
        return new Ticket(
                Read.number(row, "id"),
                Read.number(row, "version"),
                Read.number(row, "clientId"),
                Read.text(row, "subject"),
                row.path("status").path("statusId").asInt(0),
                Read.text(row.path("status"), "name"),
                Read.textOrNull(row, "requesterUid"),
                row.path("deleted").asBoolean(false),
                Read.time(row, "createTime"),
                row);
    }
}
