package com.ninja3cx.server.transcript;

import com.ninja3cx.server.Rounds;
import com.ninja3cx.server.Service;
import com.ninja3cx.server.call.CallStore;
import com.ninja3cx.server.call.TranscriptState;
import com.ninja3cx.server.cluster.Bus;
import com.ninja3cx.server.cluster.Hint;
import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.i18n.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes the words of calls some time after they ended. The calls stay and say so.
public final class TextRetention implements Service {

    private static final Logger LOG = LoggerFactory.getLogger(TextRetention.class);
    private static final Duration LOOKED_AT_EVERY = Duration.ofMinutes(1);
    private static final int AT_ONCE = 100;

    private final Database database;
    private final CallStore calls;
    private final TranscriptStore transcripts;
    private final Duration keep;
    private final Bus bus;
    private final InstantSource clock;
    private @Nullable Rounds rounds;

    public TextRetention(
            Database database,
            CallStore calls,
            TranscriptStore transcripts,
            Duration keep,
            Bus bus,
            InstantSource clock) {
        this.database = database;
        this.calls = calls;
        this.transcripts = transcripts;
        this.keep = keep;
        this.bus = bus;
        this.clock = clock;
    }

    @Override
    public void start() {
        rounds = Rounds.every(LOOKED_AT_EVERY, "text retention", this::sweep);
    }

    private void sweep() {
        Instant now = Instant.ofEpochMilli(clock.millis());
        List<String> old = transcripts.ofCallsEndedBefore(now.minus(keep), AT_ONCE);
        while (!old.isEmpty()) {
            old.forEach(callId -> remove(callId, now));
            old = transcripts.ofCallsEndedBefore(now.minus(keep), AT_ONCE);
        }
    }

    private void remove(String callId, Instant now) {
        database.write(
                handle -> {
                    transcripts.remove(handle, callId);
                    calls.saveTranscriptState(
                            handle, callId, new TranscriptState.Removed(removed(now, keep)));
                    return null;
                });
        LOG.info("the words of call {} were removed after {} days", callId, keep.toDays());
        bus.publish(new Hint.CallChanged(callId));
    }

    /// What stands where the text was.
    public static Words removed(Instant now, Duration keep) {
        LocalDate day = now.atZone(ZoneOffset.UTC).toLocalDate();
        return new Words(
                "Le texte a été effacé le %s (durée de conservation : %d jours)."
                        .formatted(day, keep.toDays()),
                "The text was removed on %s (it is kept for %d days)."
                        .formatted(day, keep.toDays()));
    }

    @Override
    public void close() {
        if (rounds != null) {
            rounds.close();
        }
    }
}
