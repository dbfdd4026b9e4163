package com.ninja3cx.server.ninjaone;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A managed machine of a customer.
///
/// @param name what people call it
/// @param ownerUid the contact or user it is assigned to
public record Device(
        int id,
        int organizationId,
        String name,
        String nodeClass,
        @Nullable String ownerUid,
        boolean offline) {
    static Device of(JsonNode row) {
        String shown = Read.text(row, "displayName");
        return new Device(
                Read.number(row, "id"),
                Read.number(row, "organizationId"),
                shown.isBlank() ? Read.text(row, "systemName") : shown,
                Read.text(row, "nodeClass"),
                Read.textOrNull(row, "assignedOwnerUid"),
                row.path("offline").asBoolean(false));
    }
}
