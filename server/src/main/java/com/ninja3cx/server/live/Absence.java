package com.ninja3cx.server.live;

import java.time.Duration;
import java.time.Instant;

/// How long nobody has been there, by a clock that may be set meanwhile: what went by before it is
/// set back is not known, and counts from then on. Not thread-safe.
final class Absence {

    private Instant since;

    Absence(Instant since) {
        this.since = since;
    }

    void beginsAt(Instant now) {
        since = now;
    }

    Instant since() {
        return since;
    }

    boolean longerThan(Duration time, Instant now) {
        if (since.isAfter(now)) {
            since = now;
        }
        return since.plus(time).isBefore(now);
    }
}
