package com.ninja3cx.server.recording;

import com.ninja3cx.server.Service;
import com.ninja3cx.server.call.Call;
import com.ninja3cx.server.call.CallStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
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
    private final InstantSource clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /// @param needed whether the sound of a call is still wanted elsewhere
    AudioRetention(
            AudioFolder folder,
            CallStore calls,
            Duration keep,
            Predicate<String> needed,
            InstantSource clock) {
        this.folder = folder;
        this.calls = calls;
        this.keep = keep;
        this.needed = needed;
        this.clock = clock;
    }

    @Override
    public void start() {
        threads.execute(
                () -> {
                    try {
                        while (true) {
                            sweep();
                            TimeUnit.SECONDS.sleep(LOOKED_AT_EVERY.toSeconds());
                        }
                    } catch (InterruptedException closing) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    void sweep() {
        try {
            Instant now = Instant.ofEpochMilli(clock.millis());
            for (String callId : folder.untouchedFor(keep, now)) {
                Optional<Call> call = calls.find(callId);
                if (call.isEmpty() || (call.get().settled() && !needed.test(callId))) {
                    folder.delete(callId);
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("old sound could not be deleted", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
