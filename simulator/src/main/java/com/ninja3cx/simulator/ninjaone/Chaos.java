package com.ninja3cx.simulator.ninjaone;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/// Faults of ticket writes by chance: some are done without a reply, some are done later than their
/// caller was cut off. Safe for several threads.
public final class Chaos {

    private final RandomGenerator random;
    private final double loses;
    private final double delays;
    private final Duration latest;
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger late = new AtomicInteger();

    /// @param loses share of writes whose reply is lost, 0 to 1
    /// @param delays share of writes that land up to `latest` after the connection ended
    public Chaos(RandomGenerator random, double loses, double delays, Duration latest) {
        this.random = random;
        this.loses = loses;
        this.delays = delays;
        this.latest = latest;
    }

    public int lost() {
        return lost.get();
    }

    public int late() {
        return late.get();
    }

    Optional<Fault> next() {
        double chance = random.nextDouble();
        if (chance < loses) {
            lost.incrementAndGet();
            return Optional.of(new Fault.LoseReply());
        }
        if (chance < loses + delays) {
            late.incrementAndGet();
            long millis = random.nextLong(Math.max(1, latest.toMillis()));
            return Optional.of(new Fault.LandLater(Duration.ofMillis(millis)));
        }
        return Optional.empty();
    }
}
