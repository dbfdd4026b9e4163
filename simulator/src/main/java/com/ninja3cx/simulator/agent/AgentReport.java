package com.ninja3cx.simulator.agent;

import com.ninja3cx.protocol.Channel;
import com.ninja3cx.protocol.ServerMessage;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How a streamed call went.
///
/// @param call the server's name for it; absent when it was never opened
/// @param observed all the server said, in order
/// @param connections how many connections it took
/// @param closedAtMillis audio time at which the server had stored the text for good; -1 when it
///   never said so
public record AgentReport(
        @Nullable String call, List<Observed> observed, int connections, long closedAtMillis) {

    public AgentReport {
        observed = List.copyOf(observed);
    }

    public boolean closed() {
        return closedAtMillis >= 0;
    }

    /// The finals of one channel in the order of the call; a segment that was told twice counts
    /// once.
    public List<ServerMessage.Final> finals(Channel channel) {
        return observed.stream()
                .map(Observed::message)
                .filter(ServerMessage.Final.class::isInstance)
                .map(ServerMessage.Final.class::cast)
                .filter(last -> last.channel() == channel)
                .collect(
                        Collectors.toMap(
                                ServerMessage.Final::startMillis,
                                last -> last,
                                (first, again) -> again,
                                TreeMap::new))
                .values()
                .stream()
                .toList();
    }

    public String text(Channel channel) {
        return finals(channel).stream()
                .map(ServerMessage.Final::text)
                .collect(Collectors.joining(" "));
    }
}
