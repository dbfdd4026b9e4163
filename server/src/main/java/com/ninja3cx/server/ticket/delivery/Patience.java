package com.ninja3cx.server.ticket.delivery;

import com.ninja3cx.server.settings.Settings;
import java.time.Duration;

/// How long the outbox waits for what.
///
/// @param timeout longest time of one plain request
/// @param settle how long after a request ended what it wrote may still appear
public record Patience(Duration timeout, Duration settle) {

    public static Patience of(Settings.Outbox settings) {
        return new Patience(settings.timeout(), settings.settle());
    }

    /// How long an entry stays with a worker that does not come back: what is looked up, a token
    /// and the request itself. A worker that is slower than that sends nothing any more.
    Duration lease() {
        return timeout.multipliedBy(4).plusSeconds(2);
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

    /// How long a board that is seen to be late is still asked after [#window], before a person is.
    Duration longestDoubt() {
        return settle.multipliedBy(15);
    }

    /// When a late board is asked again: the waits double.
    ///
    /// @param doubted how long that board has been asked for by now, after [#window]
    Duration nextDoubt(Duration doubted) {
        return settle.plus(doubted);
    }
}
