package com.ninja3cx.server.call;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// The legs in the database. All methods work inside the caller's transaction.
public final class LegStore {

    private LegStore() {}

    public static Optional<Leg> find(Handle handle, Leg.Source source, String sourceRef) {
        return handle.createQuery("SELECT * FROM legs WHERE source = :source AND source_ref = :ref")
                .bind("source", source.name())
                .bind("ref", sourceRef)
                .map(LegStore::map)
                .findOne();
    }

    public static List<Leg> ofCall(Handle handle, String callId) {
        return handle.createQuery("SELECT * FROM legs WHERE call_id = :call ORDER BY ordinal")
                .bind("call", callId)
                .map(LegStore::map)
                .list();
    }

    static Leg add(
            Handle handle, String id, Call call, Leg.Source source, String sourceRef, Call told) {
        int ordinal =
                handle.createQuery("SELECT COUNT(*) FROM legs WHERE call_id = :call")
                        .bind("call", call.id())
                        .mapTo(Integer.class)
                        .one();
        var leg =
                new Leg(
                        id,
                        call.id(),
                        ordinal,
                        source,
                        sourceRef,
                        told.agentExtension(),
                        told.startedAt(),
                        told.endedAt());
        handle.createUpdate(
                        "INSERT INTO legs (id, call_id, ordinal, source, source_ref, extension,"
                                + " email, started_at, ended_at) VALUES (:id, :call, :ordinal,"
                                + " :source, :ref, :extension, :email, :start, :end)")
                .bind("id", id)
                .bind("call", call.id())
                .bind("ordinal", ordinal)
                .bind("source", source.name())
                .bind("ref", sourceRef)
                .bind("extension", told.agentExtension())
                .bind("email", told.agentEmail())
                .bind("start", told.startedAt().toEpochMilli())
                .bind("end", leg.endedAt() == null ? null : leg.endedAt().toEpochMilli())
                .execute();
        return leg;
    }

    static void end(Handle handle, String id, Instant endedAt) {
        handle.createUpdate("UPDATE legs SET ended_at = :end WHERE id = :id")
                .bind("end", endedAt.toEpochMilli())
                .bind("id", id)
                .execute();
    }

    private static Leg map(ResultSet row, StatementContext context) throws SQLException {
        long endedAt = row.getLong("ended_at");
        boolean ended = !row.wasNull();
        return new Leg(
                row.getString("id"),
                row.getString("call_id"),
                row.getInt("ordinal"),
                Leg.Source.valueOf(row.getString("source")),
                row.getString("source_ref"),
                row.getString("extension"),
                Instant.ofEpochMilli(row.getLong("started_at")),
                ended ? Instant.ofEpochMilli(endedAt) : null);
    }
}
