package com.ninja3cx.server.ticket.delivery;

import com.ninja3cx.server.db.Database;
import java.time.Instant;

/// Where the sound of a call is that does not lie on this server.
public final class SoundPlaces {

    /// What is known of it.
    sealed interface Place {

        /// Another server on the same database keeps it.
        record Elsewhere() implements Place {}

        /// It is still being fetched, or an agent may still send what it kept.
        record Coming() implements Place {}

        /// @param at when it was deleted
        record Removed(Instant at) implements Place {}

        /// No server has heard this call or could fetch its recording.
        record Nowhere() implements Place {}
    }

    private final Database database;

    public SoundPlaces(Database database) {
        this.database = database;
    }

    Place of(String callId) {
        return database.read(
                        handle ->
                                handle.createQuery(
                                                """
                                                SELECT c.audio_removed_at AS removed,
                                                    (SELECT COUNT(*) FROM streams s
                                                        JOIN legs l ON l.id = s.leg_id
                                                        WHERE l.call_id = c.id
                                                            AND s.committed_millis > 0)
                                                    + (SELECT COUNT(*) FROM recordings r
                                                        WHERE r.call_id = c.id
                                                            AND r.state = 'DONE') AS heard,
                                                    (SELECT COUNT(*) FROM streams s
                                                        JOIN legs l ON l.id = s.leg_id
                                                        WHERE l.call_id = c.id
                                                            AND s.ended = 0)
                                                    + (SELECT COUNT(*) FROM recordings r
                                                        WHERE r.call_id = c.id
                                                            AND r.state NOT IN
                                                                ('DONE', 'FAILED')) AS coming
                                                FROM calls c WHERE c.id = :call
                                                """)
                                        .bind("call", callId)
                                        .map(
                                                (row, context) ->
                                                        place(
                                                                row.getLong("removed"),
                                                                row.getInt("heard"),
                                                                row.getInt("coming")))
                                        .findOne())
                .orElseGet(Place.Nowhere::new);
    }

    private static Place place(long removed, int heard, int coming) {
        if (removed > 0) {
            return new Place.Removed(Instant.ofEpochMilli(removed));
        }
        if (heard > 0) {
            return new Place.Elsewhere();
        }
        return coming > 0 ? new Place.Coming() : new Place.Nowhere();
    }
}
