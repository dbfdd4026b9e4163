package com.ninja3cx.server.ninjaone;

import tools.jackson.databind.JsonNode;

/// A step in a ticket's life. Ids differ between tenants.
///
/// @param parentId the built-in step a tenant's own one belongs to; 0 = none
public record TicketStatus(int statusId, String name, String displayName, int parentId) {
    static TicketStatus of(JsonNode row) {
        return new TicketStatus(
                Read.number(row, "statusId"),
                Read.text(row, "name"),
                Read.text(row, "displayName"),
                Read.number(row, "parentId"));
    }

    /// Whether nobody works on such a ticket any more.
    boolean ends() {
        return name.equalsIgnoreCase("RESOLVED") || name.equalsIgnoreCase("CLOSED");
    }
}
