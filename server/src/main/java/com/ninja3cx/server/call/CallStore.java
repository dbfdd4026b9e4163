package com.ninja3cx.server.call;

import com.ninja3cx.protocol.Direction;
import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.i18n.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// The calls in the database.
public final class CallStore {

    private static final String COLUMNS =
            "id, pbx, pbx_call_id, direction, caller, caller_name, callee, agent_extension,"
                    + " agent_email, started_at, ended_at, duration_seconds, state, trust, missed,"
                    + " recording_url, transcript_state, transcript_reason_fr,"
                    + " transcript_reason_en, updated_at";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM calls ";

    private final Database database;
    private final InstantSource clock;

    public CallStore(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    public Optional<Call> find(String id) {
        return database.read(handle -> find(handle, id));
    }

    /// Reads inside the caller's transaction.
    public Optional<Call> find(Handle handle, String id) {
        return handle.createQuery(SELECT + "WHERE id = :id")
                .bind("id", id)
                .map(CallStore::map)
                .findOne();
    }

    /// The latest calls, newest first.
    public List<Call> recent(int limit) {
        return database.read(
                handle ->
                        handle.createQuery(SELECT + "ORDER BY started_at DESC, id LIMIT :limit")
                                .bind("limit", limit)
                                .map(CallStore::map)
                                .list());
    }

    /// Calls that ended at `since` or later, oldest first.
    public List<Call> endedSince(Instant since) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        SELECT
                                                + "WHERE state = 'ENDED' AND ended_at >= :since"
                                                + " ORDER BY ended_at, id")
                                .bind("since", since.toEpochMilli())
                                .map(CallStore::map)
                                .list());
    }

    /// Calls whose text is in this state, oldest first.
    public List<Call> withTranscript(TranscriptState state) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        SELECT
                                                + "WHERE transcript_state = :state"
                                                + " ORDER BY started_at, id")
                                .bind("state", state.code())
                                .map(CallStore::map)
                                .list());
    }

    /// Calls of a PBX that started in a span of time, newest first: candidates for being the same.
    List<Call> startedBetween(Handle handle, String pbx, Instant from, Instant to) {
        return handle.createQuery(
                        SELECT
                                + "WHERE pbx = :pbx AND started_at BETWEEN :from AND :to"
                                + " ORDER BY started_at DESC, id")
                .bind("pbx", pbx)
                .bind("from", from.toEpochMilli())
                .bind("to", to.toEpochMilli())
                .map(CallStore::map)
                .list();
    }

    /// Stores a call, new or known.
    public void save(Handle handle, Call call) {
        Words reason = call.transcriptState().explanation().orElse(null);
        handle.createUpdate(
                        """
                        INSERT INTO calls (%s)
                        VALUES (:id, :pbx, :pbxCallId, :direction, :caller, :callerName, :callee,
                            :agentExtension, :agentEmail, :startedAt, :endedAt, :durationSeconds,
                            :state, :trust, :missed, :recordingUrl, :transcriptState, :reasonFr,
                            :reasonEn, :updatedAt)
                        ON CONFLICT (id) DO UPDATE SET
                            pbx_call_id = excluded.pbx_call_id, direction = excluded.direction,
                            caller = excluded.caller, caller_name = excluded.caller_name,
                            callee = excluded.callee, agent_extension = excluded.agent_extension,
                            agent_email = excluded.agent_email, started_at = excluded.started_at,
                            ended_at = excluded.ended_at,
                            duration_seconds = excluded.duration_seconds, state = excluded.state,
                            trust = excluded.trust, missed = excluded.missed,
                            recording_url = excluded.recording_url,
                            transcript_state = excluded.transcript_state,
                            transcript_reason_fr = excluded.transcript_reason_fr,
                            transcript_reason_en = excluded.transcript_reason_en,
                            updated_at = excluded.updated_at
                        """
                                .formatted(COLUMNS))
                .bind("id", call.id())
                .bind("pbx", call.pbx())
                .bind("pbxCallId", call.pbxCallId())
                .bind("direction", call.direction().name())
                .bind("caller", call.caller())
                .bind("callerName", call.callerName())
                .bind("callee", call.callee())
                .bind("agentExtension", call.agentExtension())
                .bind("agentEmail", call.agentEmail())
                .bind("startedAt", call.startedAt().toEpochMilli())
                .bind("endedAt", millis(call.endedAt()))
                .bind("durationSeconds", call.durationSeconds())
                .bind("state", call.state().name())
                .bind("trust", call.trust().name())
                .bind("missed", call.missed() ? 1 : 0)
                .bind("recordingUrl", call.recordingUrl())
                .bind("transcriptState", call.transcriptState().code())
                .bind("reasonFr", reason == null ? null : reason.french())
                .bind("reasonEn", reason == null ? null : reason.english())
                .bind("updatedAt", clock.millis())
                .execute();
    }

    /// Changes only how far the text is.
    public void saveTranscriptState(Handle handle, String callId, TranscriptState state) {
        Words reason = state.explanation().orElse(null);
        handle.createUpdate(
                        "UPDATE calls SET transcript_state = :state, transcript_reason_fr = :fr,"
                                + " transcript_reason_en = :en, updated_at = :now WHERE id = :id")
                .bind("state", state.code())
                .bind("fr", reason == null ? null : reason.french())
                .bind("en", reason == null ? null : reason.english())
                .bind("now", clock.millis())
                .bind("id", callId)
                .execute();
    }

    /// Notes that the sound of a call was deleted.
    public void audioRemoved(String callId) {
        database.write(
                handle ->
                        handle.execute(
                                "UPDATE calls SET audio_removed_at = ? WHERE id = ?",
                                clock.millis(),
                                callId));
    }

    /// When the sound of these calls was deleted, of those where it was.
    Map<String, Instant> audioRemoved(List<Call> asked) {
        if (asked.isEmpty()) {
            return Map.of();
        }
        return database.read(
                handle ->
                        handle.createQuery(
                                        "SELECT id, audio_removed_at FROM calls WHERE"
                                                + " audio_removed_at IS NOT NULL AND id IN (<ids>)")
                                .bindList("ids", asked.stream().map(Call::id).toList())
                                .map(
                                        (row, context) ->
                                                Map.entry(
                                                        row.getString("id"),
                                                        Instant.ofEpochMilli(
                                                                row.getLong("audio_removed_at"))))
                                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    private static Call map(ResultSet row, StatementContext context) throws SQLException {
        long endedAt = row.getLong("ended_at");
        boolean ended = !row.wasNull();
        return new Call(
                row.getString("id"),
                row.getString("pbx"),
                row.getString("pbx_call_id"),
                Direction.valueOf(row.getString("direction")),
                row.getString("caller"),
                row.getString("caller_name"),
                row.getString("callee"),
                row.getString("agent_extension"),
                row.getString("agent_email"),
                Instant.ofEpochMilli(row.getLong("started_at")),
                ended ? Instant.ofEpochMilli(endedAt) : null,
                row.getLong("duration_seconds"),
                CallState.valueOf(row.getString("state")),
                Trust.valueOf(row.getString("trust")),
                row.getInt("missed") != 0,
                row.getString("recording_url"),
                transcriptState(row));
    }

    private static TranscriptState transcriptState(ResultSet row) throws SQLException {
        String code = row.getString("transcript_state");
        return switch (code) {
            case "NONE" -> new TranscriptState.None();
            case "LIVE" -> new TranscriptState.Live();
            case "REVISING" -> new TranscriptState.Revising();
            case "DONE" -> new TranscriptState.Done();
            case "FAILED" -> new TranscriptState.Failed(reason(row));
            case "REMOVED" -> new TranscriptState.Removed(reason(row));
            default -> throw new SQLException("unknown transcript state " + code);
        };
    }

    private static Words reason(ResultSet row) throws SQLException {
        return new Words(
                row.getString("transcript_reason_fr"), row.getString("transcript_reason_en"));
    }
}
