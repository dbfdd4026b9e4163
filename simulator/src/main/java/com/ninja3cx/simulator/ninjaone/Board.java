package com.ninja3cx.simulator.ninjaone;

import java.time.Duration;
import java.util.List;

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
