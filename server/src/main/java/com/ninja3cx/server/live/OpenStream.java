package com.ninja3cx.server.live;

import com.ninja3cx.protocol.ServerMessage;
import com.ninja3cx.protocol.Wire;

/// A stream on one connection, and how much of it was acknowledged.
final class OpenStream {

    /// While more sound than this waits to become text, nothing is acknowledged: the agent keeps
    /// the rest.
    private static final long HOLD_BACK_MILLIS = 60_000;

    private final int number;
    private final String callRef;
    private final HeardChannel heard;
    private volatile long sequence = -1;
    private volatile long acknowledged = -1;

    OpenStream(int number, String callRef, HeardChannel heard) {
        this.number = number;
        this.callRef = callRef;
        this.heard = heard;
    }

    int number() {
        return number;
    }

    boolean partOf(String call) {
        return callRef.equals(call);
    }

    HeardChannel heard() {
        return heard;
    }

    /// A chunk was taken in.
    void took(long chunk) {
        sequence = Math.max(sequence, chunk);
    }

    /// Acknowledges what was taken in, unless too much of it waits.
    void acknowledge(SendQueue out) {
        long latest = sequence;
        if (latest > acknowledged && heard.lagMillis() < HOLD_BACK_MILLIS) {
            acknowledged = latest;
            out.sendLatest(
                    "received " + number, Wire.write(new ServerMessage.Received(number, latest)));
        }
    }
}
