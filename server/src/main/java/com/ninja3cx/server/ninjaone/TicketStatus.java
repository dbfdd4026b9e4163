package com.ninja3cx.server.ninjaone;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A step in a ticket's life. Ids differ between tenants.
///
/// @param parentId the built-in step a tenant's own one belongs to; 0 = none
public record TicketStatus(int statusId, String name, String displayName, int parentId) {

    /// The steps of the guide's `statusId` 1, 2, …, by the names every tenant has.
    private static final List<String> STEPS =
            List.of("NEW", "OPEN", "WAITING", "PAUSED", "RESOLVED", "CLOSED");

    static TicketStatus of(JsonNode row) {
        return new TicketStatus(
                Read.number(row, "statusId"),
                Read.text(row, "name"),
                Read.text(row, "displayName"),
                Read.number(row, "parentId"));
    }

    /// The status meant by `NINJA_STATUS_ID` or `statusId`: an id the tenant has is taken as it is,
    /// otherwise the guide's 1 = New, 2 = Open, … by name.
    public static Optional<TicketStatus> meant(List<TicketStatus> statuses, int id) {
        Optional<TicketStatus> exact =
                statuses.stream().filter(status -> status.statusId() == id).findFirst();
        return id < 1 || id > STEPS.size()
                ? exact
                : exact.or(
                        () ->
                                statuses.stream()
                                        .filter(
                                                status ->
                                                        status.name()
                                                                .equalsIgnoreCase(
                                                                        STEPS.get(id - 1)))
                                        .findFirst());
    }

    /// Whether nobody works on such a ticket any more.
    boolean ends() {
        return name.equalsIgnoreCase("RESOLVED") || closes();
    }

    /// Whether a ticket in the status `id` is closed: the built-in step, or one of the tenant's own
    /// below it.
    public static boolean closed(List<TicketStatus> statuses, int id) {
        return statuses.stream()
                .filter(status -> status.statusId() == id)
                .anyMatch(
                        status ->
                                status.closes()
                                        || statuses.stream()
                                                .filter(TicketStatus::closes)
                                                .anyMatch(
                                                        above ->
                                                                above.statusId()
                                                                        == status.parentId()));
    }

    private boolean closes() {
        return name.equalsIgnoreCase("CLOSED");
    }
}
