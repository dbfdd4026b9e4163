package com.ninja3cx.server.live;

import com.ninja3cx.protocol.Channel;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// How far each stream's text is stored: where it goes on after any cut or restart.
///
/// @param ended the agent said that no more sound follows, and all of it is text
/// @param missingMillis sound that never came and reads as silence
record StreamMarks(
        String legId,
        Channel channel,
        long committedMillis,
        long nextUtterance,
        boolean ended,
        long missingMillis) {

    static StreamMarks start(String legId, Channel channel) {
        return new StreamMarks(legId, channel, 0, 0, false, 0);
    }

    StreamMarks committed(long millis, long next) {
        return new StreamMarks(legId, channel, millis, next, ended, missingMillis);
    }

    /// All of its sound is text, to this place.
    StreamMarks ended(long millis) {
        long last = Math.max(committedMillis, millis);
        return new StreamMarks(legId, channel, last, nextUtterance, true, missingMillis);
    }

    StreamMarks missing(long more) {
        return new StreamMarks(
                legId, channel, committedMillis, nextUtterance, ended, missingMillis + more);
    }

    static Optional<StreamMarks> find(Handle handle, String legId, Channel channel) {
        return ofLeg(handle, legId).stream().filter(each -> each.channel == channel).findFirst();
    }

    static List<StreamMarks> ofLeg(Handle handle, String legId) {
        return handle.createQuery("SELECT * FROM streams WHERE leg_id = :leg ORDER BY channel")
                .bind("leg", legId)
                .map(
                        (row, context) ->
                                new StreamMarks(
                                        row.getString("leg_id"),
                                        Channel.valueOf(row.getString("channel")),
                                        row.getLong("committed_millis"),
                                        row.getLong("next_utterance"),
                                        row.getInt("ended") != 0,
                                        row.getLong("missing_millis")))
                .list();
    }

    void save(Handle handle) {
        handle.createUpdate(
                        """
                        INSERT INTO streams (leg_id, channel, committed_millis, next_utterance,
                            ended, missing_millis)
                        VALUES (:leg, :channel, :committed, :next, :ended, :missing)
                        ON CONFLICT (leg_id, channel) DO UPDATE SET
                            committed_millis = excluded.committed_millis,
                            next_utterance = excluded.next_utterance, ended = excluded.ended,
                            missing_millis = excluded.missing_millis
                        """)
                .bind("leg", legId)
                .bind("channel", channel.name())
                .bind("committed", committedMillis)
                .bind("next", nextUtterance)
                .bind("ended", ended ? 1 : 0)
                .bind("missing", missingMillis)
                .execute();
    }
}
