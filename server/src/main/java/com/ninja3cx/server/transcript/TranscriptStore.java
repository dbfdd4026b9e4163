package com.ninja3cx.server.transcript;

import com.ninja3cx.server.db.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// The segments in the database.
public final class TranscriptStore {

    private static final String SELECT =
            "SELECT call_id, revision, channel, utterance, start_millis, end_millis, text,"
                    + " language, confidence, words FROM segments ";

    /// Other segments so near, in milliseconds, tell whether one is a repetition.
    private static final long NEAR = 30_000;

    private final Database database;
    private final InstantSource clock;

    public TranscriptStore(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Segments of one revision in the order they were said.
    public List<Segment> segments(String callId, String revision) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        SELECT
                                                + "WHERE call_id = :call AND revision = :revision"
                                                + " ORDER BY start_millis, end_millis, channel,"
                                                + " utterance")
                                .bind("call", callId)
                                .bind("revision", revision)
                                .map(TranscriptStore::map)
                                .list());
    }

    /// What was heard live on one channel, in its order, also what only repeats another place.
    public List<Segment> heard(String callId, Party channel) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        SELECT
                                                + "WHERE call_id = :call"
                                                + " AND revision IN (:live, :repeated)"
                                                + " AND channel = :channel ORDER BY utterance")
                                .bind("call", callId)
                                .bind("live", Segment.LIVE)
                                .bind("repeated", Segment.REPEATED)
                                .bind("channel", channel.code())
                                .map(TranscriptStore::map)
                                .list());
    }

    /// The revised text where it is complete, otherwise what was heard live.
    public List<Segment> best(String callId) {
        return segments(callId, bestRevision(callId));
    }

    /// The revision that [#best] reads.
    public String bestRevision(String callId) {
        return complete(callId, Segment.REVISED) ? Segment.REVISED : Segment.LIVE;
    }

    /// Whether this revision of the call is whole; it may still be without a word.
    public boolean complete(String callId, String revision) {
        return database.read(
                handle ->
                        handle.createQuery(
                                                "SELECT COUNT(*) FROM revisions WHERE call_id = :call AND"
                                                        + " revision = :revision")
                                        .bind("call", callId)
                                        .bind("revision", revision)
                                        .mapTo(Integer.class)
                                        .one()
                                > 0);
    }

    public Optional<Segment> find(String callId, String revision, Party channel, long utterance) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        SELECT
                                                + "WHERE call_id = :call AND revision = :revision"
                                                + " AND channel = :channel"
                                                + " AND utterance = :utterance")
                                .bind("call", callId)
                                .bind("revision", revision)
                                .bind("channel", channel.code())
                                .bind("utterance", utterance)
                                .map(TranscriptStore::map)
                                .findOne());
    }

    /// Segments of one revision that are heard at some time between these, in milliseconds of the
    /// call.
    private static List<Segment> between(
            Handle handle, String callId, String revision, long from, long to) {
        return handle.createQuery(
                        SELECT
                                + "WHERE call_id = :call AND revision = :revision"
                                + " AND start_millis <= :to AND end_millis >= :from"
                                + " ORDER BY start_millis, end_millis, channel, utterance")
                .bind("call", callId)
                .bind("revision", revision)
                .bind("from", from)
                .bind("to", to)
                .map(TranscriptStore::map)
                .list();
    }

    /// Stores one live segment where no other place holds its words at that time ([SameVoice]), and
    /// puts the ones aside that only repeat it.
    ///
    /// @return those of the stored ones, or itself, that are not there (any more)
    public Set<Segment> addOnce(Handle handle, Segment segment) {
        List<Segment> near =
                between(
                        handle,
                        segment.callId(),
                        segment.revision(),
                        segment.startMillis() - NEAR,
                        segment.endMillis() + NEAR);
        if (near.stream().anyMatch(segment::isSameUtterance)) {
            return Set.of();
        }
        List<Segment> all = new ArrayList<>(near);
        all.add(segment);
        all.sort(Comparator.comparingLong(Segment::startMillis));
        Set<Segment> repeated = SameVoice.repeated(all);
        for (Segment each : repeated) {
            remove(handle, each);
            add(handle, each.repeated());
        }
        if (!repeated.contains(segment)) {
            remove(handle, segment.repeated());
            add(handle, segment);
        }
        return repeated;
    }

    private static void remove(Handle handle, Segment segment) {
        handle.createUpdate(
                        "DELETE FROM segments WHERE call_id = :call AND revision = :revision"
                                + " AND channel = :channel AND utterance = :utterance")
                .bind("call", segment.callId())
                .bind("revision", segment.revision())
                .bind("channel", segment.channel().code())
                .bind("utterance", segment.utterance())
                .execute();
    }

    /// Stores one segment; the same one again changes nothing. False = it was there.
    public boolean add(Handle handle, Segment segment) {
        return handle.createUpdate(
                                """
                                INSERT INTO segments (call_id, revision, channel, utterance,
                                    start_millis, end_millis, text, language, confidence, words)
                                VALUES (:call, :revision, :channel, :utterance, :start, :end,
                                    :text, :language, :confidence, :words)
                                ON CONFLICT DO NOTHING
                                """)
                        .bind("call", segment.callId())
                        .bind("revision", segment.revision())
                        .bind("channel", segment.channel().code())
                        .bind("utterance", segment.utterance())
                        .bind("start", segment.startMillis())
                        .bind("end", segment.endMillis())
                        .bind("text", segment.text())
                        .bind("language", segment.language())
                        .bind("confidence", segment.confidence())
                        .bind("words", WordColumn.write(segment.words()))
                        .execute()
                > 0;
    }

    /// Replaces a whole revision of a call and marks it complete.
    public void replace(Handle handle, String callId, String revision, List<Segment> segments) {
        handle.createUpdate("DELETE FROM segments WHERE call_id = :call AND revision = :revision")
                .bind("call", callId)
                .bind("revision", revision)
                .execute();
        segments.forEach(each -> add(handle, each));
        handle.createUpdate(
                        """
                        INSERT INTO revisions (call_id, revision, stored_at)
                        VALUES (:call, :revision, :now)
                        ON CONFLICT (call_id, revision) DO UPDATE SET stored_at = excluded.stored_at
                        """)
                .bind("call", callId)
                .bind("revision", revision)
                .bind("now", clock.millis())
                .execute();
    }

    /// Calls that ended before this moment and still have words, at most `most`.
    List<String> ofCallsEndedBefore(Instant moment, int most) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        """
                                        SELECT id FROM calls WHERE state = 'ENDED'
                                            AND ended_at < :moment
                                            AND (EXISTS (SELECT 1 FROM segments
                                                    WHERE call_id = calls.id)
                                                OR EXISTS (SELECT 1 FROM revisions
                                                    WHERE call_id = calls.id))
                                        ORDER BY ended_at LIMIT :most
                                        """)
                                .bind("moment", moment.toEpochMilli())
                                .bind("most", most)
                                .mapTo(String.class)
                                .list());
    }

    /// Removes all words of a call.
    void remove(Handle handle, String callId) {
        handle.execute("DELETE FROM segments WHERE call_id = ?", callId);
        handle.execute("DELETE FROM revisions WHERE call_id = ?", callId);
    }

    private static Segment map(ResultSet row, StatementContext context) throws SQLException {
        return new Segment(
                row.getString("call_id"),
                row.getString("revision"),
                Party.ofCode(row.getString("channel")),
                row.getLong("utterance"),
                row.getLong("start_millis"),
                row.getLong("end_millis"),
                row.getString("text"),
                row.getString("language"),
                row.getDouble("confidence"),
                WordColumn.read(row.getString("words")));
    }
}
