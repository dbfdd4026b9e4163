package com.ninja3cx.server.ticket;

import com.ninja3cx.server.Service;
import com.ninja3cx.server.UncutRounds;
import com.ninja3cx.server.cluster.Bus;
import com.ninja3cx.server.cluster.Hint;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets drafts and the outbox go on: looks twice a second, and at once when a hint comes.
final class TicketClock implements Service {

    private static final Logger LOG = LoggerFactory.getLogger(TicketClock.class);
    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    /// @param once does one piece of work; true = there may be more
    record Lane(String name, BooleanSupplier once) {

        /// Does all there is at once.
        static Lane sweeping(String name, Runnable sweep) {
            return new Lane(
                    name,
                    () -> {
                        sweep.run();
                        return false;
                    });
        }

        /// Does something now and then, the first time at once.
        static Lane every(String name, Duration span, InstantSource clock, Runnable work) {
            var next = new AtomicReference<>(Instant.MIN);
            return sweeping(
                    name,
                    () -> {
                        Instant now = clock.instant();
                        if (!now.isBefore(next.get())) {
                            next.set(now.plus(span));
                            work.run();
                        }
                    });
        }

        /// How long there is nothing to do.
        Duration round() {
            try {
                return once.getAsBoolean() ? Duration.ZERO : TICK;
            } catch (RuntimeException e) {
                LOG.error("{} failed, error", name, e);
                return TICK;
            }
        }
    }

    private final List<Lane> lanes;
    private final Bus bus;
    private final List<UncutRounds> rounds = new ArrayList<>();
    private Bus.@Nullable Subscription subscription;

    TicketClock(Bus bus, List<Lane> lanes) {
        this.bus = bus;
        this.lanes = List.copyOf(lanes);
    }

    @Override
    public void start() {
        for (Lane lane : lanes) {
            rounds.add(new UncutRounds(lane.name(), LAST_WORDS, lane::round));
        }
        subscription = bus.subscribe(this::heard);
    }

    private void heard(Hint hint) {
        switch (hint) {
            case Hint.CallChanged changed -> wake();
            case Hint.DraftChanged changed -> wake();
            case Hint.PartialShown shown -> {}
            case Hint.SegmentStored stored -> {}
            case Hint.SegmentDropped dropped -> {}
            case Hint.AtDraft at -> {}
            case Hint.SpeechStateChanged changed -> {}
        }
    }

    void wake() {
        rounds.forEach(UncutRounds::wake);
    }

    @Override
    public void close() {
        if (subscription != null) {
            subscription.close();
        }
        // A request under way is better waited for than left unknown.
        rounds.forEach(UncutRounds::stop);
        rounds.forEach(UncutRounds::close);
    }
}
