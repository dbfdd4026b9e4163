package com.ninja3cx.bench.tickets;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What to do to how many servers.
///
/// @param kills at random moments
/// @param moments named ones at which a server is killed too, such as `SENT CreateTicket`
/// @param nodes servers on one database
/// @param databaseUrl an empty PostgreSQL database; null = SQLite, for one node
/// @param folder for their data and logs
record KillPlan(
        int kills,
        List<String> moments,
        long seed,
        int nodes,
        @Nullable String databaseUrl,
        Path folder) {

    /// Every named moment of every kind of write.
    static final List<String> ALL_MOMENTS =
            List.of("CreateTicket", "AddNote", "AttachFile", "TrackTime").stream()
                    .flatMap(
                            kind ->
                                    List.of(
                                                    "BEFORE_REQUEST",
                                                    "SENT",
                                                    "REPLY_READ",
                                                    "BEFORE_COMMIT",
                                                    "AFTER_COMMIT")
                                            .stream()
                                            .map(point -> point + " " + kind))
                    .toList();

    KillPlan {
        moments = List.copyOf(moments);
        if (kills < 0 || kills > 100_000) {
            throw new IllegalArgumentException("--kills: 0 to 100000");
        }
        if (nodes < 1 || nodes > 8) {
            throw new IllegalArgumentException("--nodes: 1 to 8");
        }
        if (nodes > 1 && databaseUrl == null) {
            throw new IllegalArgumentException("several nodes need --database-url postgresql://…");
        }
    }
}
