package com.ninja3cx.simulator.ninjaone;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A saved view of tickets: it may show only some of them, some columns, and new ones late.
///
/// @param columns what each row holds, unless the request includes more
/// @param shows which tickets it lists
/// @param lag how long after a change a ticket shows up
public record Board(
        int id, String name, boolean system, List<String> columns, Shows shows, Duration lag) {

    public enum Shows {
        EVERYTHING,
        UNSOLVED,
        UNASSIGNED,
        TAGGED_3CX,
        NOTHING
    }

    public Board {
        columns = List.copyOf(columns);
    }

    public Board withLag(Duration longer) {
        return new Board(id, name, system, columns, shows, longer);
    }

    /// What the board says about its filter. [Shows#NOTHING] stands for a board whose viewer lacks
    /// the right to see tickets: it has no conditions and is empty all the same.
    List<Map<String, String>> conditions() {
        return switch (shows) {
            case EVERYTHING, NOTHING -> List.of();
            case UNSOLVED -> List.of(condition("status", "not_in", "RESOLVED,CLOSED"));
            case UNASSIGNED -> List.of(condition("assignedAppUser", "not_present", ""));
            case TAGGED_3CX -> List.of(condition("tags", "contains_any", "3cx"));
        };
    }

    private static Map<String, String> condition(String field, String operator, String value) {
        return Map.of("field", field, "operator", operator, "value", value);
    }

    boolean lists(Ticket ticket) {
        return switch (shows) {
            case EVERYTHING -> true;
            case UNSOLVED -> !List.of("RESOLVED", "CLOSED").contains(ticket.status().name());
            case UNASSIGNED -> ticket.assignedAppUserId() == null;
            case TAGGED_3CX -> ticket.tags().contains("3cx");
            case NOTHING -> false;
        };
    }
}
