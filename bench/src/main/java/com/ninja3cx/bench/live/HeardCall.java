package com.ninja3cx.bench.live;

import com.ninja3cx.bench.calls.ReferenceCall;
import com.ninja3cx.protocol.Channel;
import java.util.Map;
import java.util.Objects;

/// A call of the run.
final class HeardCall {

    private final int play;
    private final int line;
    private final ReferenceCall reference;
    private final long startMicros;
    private final Map<Channel, HeardChannel> channels;
    private long playedMillis;
    private boolean whole;
    private long endMicros;

    HeardCall(
            int play,
            int line,
            ReferenceCall reference,
            long startMicros,
            Map<Channel, HeardChannel> channels) {
        this.play = play;
        this.line = line;
        this.reference = reference;
        this.startMicros = startMicros;
        this.channels = Map.copyOf(channels);
    }

    int play() {
        return play;
    }

    int line() {
        return line;
    }

    ReferenceCall reference() {
        return reference;
    }

    long startMicros() {
        return startMicros;
    }

    HeardChannel channel(Channel channel) {
        return Objects.requireNonNull(channels.get(channel));
    }

    /// How much of it was played, in milliseconds of its sound.
    long playedMillis() {
        return playedMillis;
    }

    /// Whether it was played to its end.
    boolean whole() {
        return whole;
    }

    long endMicros() {
        return endMicros;
    }

    boolean isOver() {
        return endMicros > 0;
    }

    /// Its last sample has come.
    void over(Frame.End end, long atMicros) {
        playedMillis = end.playedMillis();
        whole = end.whole();
        endMicros = atMicros;
    }
}
