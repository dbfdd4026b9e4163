package com.ninja3cx.speech.live;

import com.ninja3cx.speech.audio.Samples;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// One stream's place in the [DecodeQueue]; all fields are guarded by the queue's lock.
final class Lane {

    final Reading reading;
    final Deque<Job> jobs = new ArrayDeque<>();
    @Nullable Glimpse glimpse;
    long glimpseOrder;

    /// A thread has work of this stream in hand: the next waits, so that a stream's events keep
    /// their order.
    boolean busy;

    boolean closed;

    private long looked = -1;
    private long lookedTo;

    Lane(Reading reading) {
        this.reading = reading;
    }

    /// The first thing to do is to tell, not to decode.
    boolean toReport() {
        return switch (jobs.peek()) {
            case null -> false;
            case Job.Final ended -> reading.hasReadAhead(ended);
            case Job.Mark mark -> true;
            case Job.End end -> true;
        };
    }

    /// The utterance that waits has not been looked at before.
    boolean fresh() {
        return glimpse != null && glimpse.number() != looked;
    }

    /// The speaker has fallen silent and may have ended.
    boolean pausing() {
        return glimpse != null && glimpse.pausing() != null;
    }

    /// Enough new sound has come for another look.
    boolean due(int paceMillis) {
        return glimpse != null
                && (fresh()
                        || pausing()
                        || glimpse.end() - lookedTo >= (long) paceMillis * Samples.PER_MILLI);
    }

    /// Gives the glimpse away to be decoded.
    Glimpse look() {
        Glimpse taken = java.util.Objects.requireNonNull(glimpse);
        glimpse = null;
        looked = taken.number();
        lookedTo = taken.end();
        return taken;
    }
}
