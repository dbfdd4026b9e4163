package com.ninja3cx.server.ticket;

import com.ninja3cx.server.Service;
import com.ninja3cx.server.cluster.Bus;
import com.ninja3cx.server.cluster.Hint;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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
    record Lane(String name, BooleanSupplier once, Semaphore wake) {
        Lane(String name, BooleanSupplier once) {
            this(name, once, new Semaphore(0));
        }

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
    }

    private final List<Lane> lanes;
    private final Bus bus;
    private final List<Thread> threads = new ArrayList<>();
    private Bus.@Nullable Subscription subscription;
    private volatile boolean closing;

    TicketClock(Bus bus, List<Lane> lanes) {
        this.bus = bus;
        this.lanes = List.copyOf(lanes);
    }

    @Override
    public void start() {
        subscription = bus.subscribe(this::heard);
        for (Lane lane : lanes) {
            threads.add(Thread.ofVirtual().name(lane.name()).start(() -> run(lane)));
        }
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
        for (Lane lane : lanes) {
            if (lane.wake().availablePermits() == 0) {
                lane.wake().release();
            }
        }
    }

    private void run(Lane lane) {
        try {
            while (!closing) {
                if (!worked(lane)) {
                    boolean woken = lane.wake().tryAcquire(TICK.toMillis(), TimeUnit.MILLISECONDS);
                    if (woken) {
                        lane.wake().drainPermits();
                    }
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean worked(Lane lane) {
        try {
            return lane.once().getAsBoolean();
        } catch (RuntimeException e) {
            LOG.error("{} failed, error", lane.name(), e);
            return false;
        }
    }

    @Override
    public void close() {
        closing = true;
        if (subscription != null) {
            subscription.close();
        }
        wake();
        for (Thread thread : threads) {
            try {
                // A request under way is better waited for than left unknown.
                if (!thread.join(LAST_WORDS)) {
                    thread.interrupt();
                    thread.join(LAST_WORDS);
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                thread.interrupt();
            }
        }
    }
}
