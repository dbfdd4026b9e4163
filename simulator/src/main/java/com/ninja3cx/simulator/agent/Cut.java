package com.ninja3cx.simulator.agent;

import java.time.Duration;

/// The network goes away when the call has lasted `at`, without a word to either side, and comes
/// back after `lasting`; both in audio time. The call goes on meanwhile.
public record Cut(Duration at, Duration lasting) {

    public Cut {
        if (at.isNegative() || lasting.isNegative()) {
            throw new IllegalArgumentException("a cut is not in the past");
        }
    }
}
