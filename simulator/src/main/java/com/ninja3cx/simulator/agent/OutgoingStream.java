package com.ninja3cx.simulator.agent;

import com.ninja3cx.protocol.AgentMessage;
import com.ninja3cx.protocol.AudioChunk;
import com.ninja3cx.protocol.Channel;
import java.io.IOException;
import java.util.Arrays;

/// One channel on one connection: what was sent, what arrived, what may follow.
final class OutgoingStream {

    private static final int CHUNK_MILLIS = 100;
    private static final int AHEAD_MILLIS = 2_000;

    private final int number;
    private final String callRef;
    private final Channel channel;
    private final short[] samples;
    private final int rate;
    private final int chunk;
    private long sequence;
    private long received = -1;
    private int position = -1;
    private boolean ended;

    OutgoingStream(int number, String callRef, Channel channel, short[] samples, int rate) {
        this.number = number;
        this.callRef = callRef;
        this.channel = channel;
        this.samples = samples;
        this.rate = rate;
        this.chunk = rate * CHUNK_MILLIS / 1_000;
    }

    int number() {
        return number;
    }

    void announce(Outlet out) throws IOException {
        out.send(new AgentMessage.StreamStarted(number, callRef, channel, rate));
    }

    void opened(long resumeAtMillis) {
        position = (int) Math.min(samples.length, resumeAtMillis * rate / 1_000);
    }

    void received(long upTo) {
        received = Math.max(received, upTo);
    }

    /// Sends what has been spoken by now and what the window allows, then the end.
    ///
    /// @param spoken samples that exist by now
    void sendDue(Outlet out, long spoken, long nowMillis) throws IOException {
        if (position < 0 || ended) {
            return;
        }
        long window = (long) AHEAD_MILLIS / CHUNK_MILLIS;
        while (position < samples.length && sequence - received <= window) {
            int end = Math.min(position + chunk, samples.length);
            if (end > spoken) {
                return;
            }
            out.send(
                    new AudioChunk(
                            number,
                            sequence,
                            position,
                            nowMillis,
                            Arrays.copyOfRange(samples, position, end)));
            sequence++;
            position = end;
        }
        if (position == samples.length) {
            out.send(new AgentMessage.StreamEnded(number, samples.length));
            ended = true;
        }
    }

    boolean ended() {
        return ended;
    }
}
