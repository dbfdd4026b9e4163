package com.ninja3cx.server.recording;

import com.ninja3cx.server.Rounds;
import com.ninja3cx.server.Service;
import com.ninja3cx.server.call.Call;
import com.ninja3cx.server.call.CallStore;
import com.ninja3cx.server.cluster.Bus;
import com.ninja3cx.server.cluster.Hint;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes the sound of calls some time after their text is stored. Sound that is still to become
/// text, or that is still to go to a ticket, stays, however old.
final class AudioRetention implements Service {

    private static final Logger LOG = LoggerFactory.getLogger(AudioRetention.class);
    private static final Duration LOOKED_AT_EVERY = Duration.ofMinutes(1);

    private final AudioFolder folder;
    private final CallStore calls;
    private final Duration keep;
    private final Predicate<String> needed;
    private final Bus bus;
    private final InstantSource clock;
    private @Nullable Rounds rounds;

    /// @param needed whether the sound of a call is still wanted elsewhere
    AudioRetention(
            AudioFolder folder,
            CallStore calls,
            Duration keep,
            Predicate<String> needed,
            Bus bus,
            InstantSource clock) {
        this.folder = folder;
        this.calls = calls;
        this.keep = keep;
        this.needed = needed;
        this.bus = bus;
        this.clock = clock;
    }

    @Override
    public void start() {
        rounds = Rounds.every(LOOKED_AT_EVERY, "sound retention", this::sweep);
    }

    private void sweep() {
        Instant now = Instant.ofEpochMilli(clock.millis());
        try {
            for (String callId : folder.untouchedFor(keep, now)) {
                Optional<Call> call = calls.find(callId);
                if (call.isEmpty() || (call.get().settled() && !needed.test(callId))) {
                    folder.delete(callId);
                    calls.audioRemoved(callId);
                    bus.publish(new Hint.CallChanged(callId));
                }
            }
        } catch (IOException e) {
            LOG.error("old sound could not be deleted", e);
        }
    }

    @Override
    public void close() {
        if (rounds != null) {
            rounds.close();
        }
    }
}
