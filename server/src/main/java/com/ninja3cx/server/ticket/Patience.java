package com.ninja3cx.server.ticket;

import com.ninja3cx.server.settings.Settings;
import java.time.Duration;
import java.time.Instant;

/// How long the outbox waits for what.
///
/// @param timeout longest time of one plain request
/// @param settle how long after a request ended what it wrote may still appear
record Patience(Duration timeout, Duration settle) {

    /// A recording is sent at no less than 250 kB a second and has at most 100 MB.
    private static final Duration UPLOAD = Duration.ofSeconds(400);

    private static final Duration MARGIN = Duration.ofSeconds(1);

    static Patience of(Settings.Outbox settings) {
        return new Patience(settings.timeout(), settings.settle());
    }

    /// How long an entry stays with a worker that does not come back: what is looked up, a token
    /// and the request itself. A worker that is slower than that sends nothing any more.
    Duration lease(Entry entry) {
        Duration lease = timeout.multipliedBy(4).plusSeconds(2);
        return entry.intent() instanceof Intent.AttachFile ? lease.plus(UPLOAD) : lease;
    }

    /// Until when the request of a claimed entry may begin to leave: it ends, answer or not, before
    /// anybody else may take the entry.
    Instant lastDeparture(Entry entry) {
        Instant end = entry.leaseUntil().minus(timeout).minus(MARGIN);
        return entry.intent() instanceof Intent.AttachFile ? end.minus(UPLOAD) : end;
    }

    /// When something uncertain is looked for first.
    Duration firstSearch() {
        return settle.dividedBy(12);
    }

    /// When it is looked for again.
    Duration secondSearch() {
        return settle.dividedBy(3);
    }

    /// From when on a search that finds nothing counts.
    Duration window() {
        return timeout.plus(settle);
    }
}
