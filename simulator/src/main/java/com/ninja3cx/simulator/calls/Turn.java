package com.ninja3cx.simulator.calls;

import com.ninja3cx.protocol.Channel;
import java.util.List;

/// What one person said without being interrupted; times from the start of the call.
///
/// @param words when each word of the text was said; empty where nobody has found out
public record Turn(
        Channel channel, long startMillis, long endMillis, String text, List<SpokenWord> words) {

    public Turn {
        if (startMillis < 0 || endMillis < startMillis) {
            throw new IllegalArgumentException("a turn ends after it starts");
        }
        words = List.copyOf(words);
    }

    public Turn(Channel channel, long startMillis, long endMillis, String text) {
        this(channel, startMillis, endMillis, text, List.of());
    }

    /// The same turn, with what was found out about its words.
    public Turn with(List<SpokenWord> found) {
        return new Turn(channel, startMillis, endMillis, text, found);
    }
}
