package com.ninja3cx.server.ticket.delivery;

import com.ninja3cx.server.ninjaone.Permit;
import com.ninja3cx.server.ticket.outbox.Entry;
import com.ninja3cx.server.ticket.outbox.OutboxStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Whether the request of a claimed entry may still leave: it ends, answer or not, before anybody
/// else may take the entry, and nobody took it yet. One thread's.
final class Departure implements Permit {

    private static final Duration MARGIN = Duration.ofSeconds(1);

    private final OutboxStore outbox;
    private final Entry entry;
    private final InstantSource clock;
    private final Duration timeout;
    private Instant leaseEnd;
    private Duration longest;

    /// @param timeout longest time of a plain request
    Departure(OutboxStore outbox, Entry entry, InstantSource clock, Duration timeout) {
        this.outbox = outbox;
        this.entry = entry;
        this.clock = clock;
        this.timeout = timeout;
        this.leaseEnd = entry.leaseUntil();
        this.longest = timeout;
    }

    /// What comes now takes up to this long, more than a plain request: the lease is prolonged as
    /// long as it is ours.
    void takes(Duration time) {
        Instant end = clock.instant().plus(time).plus(timeout.multipliedBy(3));
        longest = time;
        if (end.isAfter(leaseEnd) && outbox.prolong(entry, end)) {
            leaseEnd = end;
        }
    }

    @Override
    public boolean given() {
        return clock.instant().plus(longest).plus(MARGIN).isBefore(leaseEnd) && outbox.holds(entry);
    }
}
