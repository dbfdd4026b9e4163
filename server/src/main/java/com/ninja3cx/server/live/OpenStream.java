package com.ninja3cx.server.live;

import com.ninja3cx.protocol.AgentMessage;
import com.ninja3cx.protocol.Channel;
import com.ninja3cx.protocol.ServerMessage;
import com.ninja3cx.protocol.Wire;

/// A stream on one connection, and how much of it was acknowledged.
final class OpenStream implements Listener {

    private final int number;
    private final String callRef;
    private final Channel channel;
    private final HeardChannel heard;
    private final AgentConnection connection;
    private final SendQueue out;
    private volatile long sequence = -1;
    private volatile long acknowledged = -1;

    OpenStream(
            AgentMessage.StreamStarted started,
            HeardChannel heard,
            AgentConnection connection,
            SendQueue out) {
        this.number = started.stream();
        this.callRef = started.callRef();
        this.channel = started.channel();
        this.heard = heard;
        this.connection = connection;
        this.out = out;
    }

    int number() {
        return number;
    }

    boolean partOf(String call) {
        return callRef.equals(call);
    }

    boolean is(String call, Channel side) {
        return partOf(call) && channel == side;
    }

    HeardChannel heard() {
        return heard;
    }

    /// A chunk was taken in.
    void took(long chunk) {
        sequence = Math.max(sequence, chunk);
    }

    /// Acknowledges what was taken in, unless too much of it waits: the agent keeps the rest.
    void acknowledge() {
        long latest = sequence;
        if (latest > acknowledged && !heard.tooMuchWaits()) {
            acknowledged = latest;
            out.sendLatest(
                    "received " + number, Wire.write(new ServerMessage.Received(number, latest)));
        }
    }

    @Override
    public void tell(ServerMessage message) {
        connection.tell(message);
    }

    @Override
    public void notStored() {
        connection.notStored();
    }

    @Override
    public void committed(long millis) {
        out.sendLatest(
                "committed " + number, Wire.write(new ServerMessage.Committed(number, millis)));
    }
}
