package com.ninja3cx.simulator.calls;

import com.ninja3cx.protocol.Channel;

/// What one person said without being interrupted; times from the start of the call.
public record Turn(Channel channel, long startMillis, long endMillis, String text) {

    public Turn {
        if (startMillis < 0 || endMillis < startMillis) {
            throw new IllegalArgumentException("a turn ends after it starts");
        }
    }
}
