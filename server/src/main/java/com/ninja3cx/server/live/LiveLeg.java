package com.ninja3cx.server.live;

import com.ninja3cx.protocol.Channel;
import com.ninja3cx.server.call.Leg;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// An agent's part of a call while its sound becomes text. Outlives connections.
final class LiveLeg implements AutoCloseable {

    private final Leg leg;
    private final String callRef;
    private final long offsetMillis;
    private final Workshop workshop;
    private final Consumer<LiveLeg> onFinished;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Channel, HeardChannel> channels = new EnumMap<>(Channel.class);
    private final Map<Channel, Boolean> ended = new EnumMap<>(Channel.class);

    private @Nullable AgentConnection connection;
    private final Absence absence;
    private @Nullable Instant endedAt;
    private boolean finished;

    /// @param onFinished called each time the part is over and all its sound is text
    LiveLeg(
            Leg leg,
            String callRef,
            long offsetMillis,
            Workshop workshop,
            Instant now,
            Consumer<LiveLeg> onFinished) {
        this.leg = leg;
        this.callRef = callRef;
        this.offsetMillis = offsetMillis;
        this.workshop = workshop;
        this.absence = new Absence(now);
        this.onFinished = onFinished;
    }

    Leg leg() {
        return leg;
    }

    String callRef() {
        return callRef;
    }

    /// When the part ended, as its agent said or as it fell silent.
    Instant endedAt() {
        lock.lock();
        try {
            return endedAt != null ? endedAt : absence.since();
        } finally {
            lock.unlock();
        }
    }

    boolean finished() {
        lock.lock();
        try {
            return finished;
        } finally {
            lock.unlock();
        }
    }

    @Nullable AgentConnection connection() {
        lock.lock();
        try {
            return connection;
        } finally {
            lock.unlock();
        }
    }

    void attach(AgentConnection to) {
        lock.lock();
        try {
            connection = to;
        } finally {
            lock.unlock();
        }
    }

    void detach(AgentConnection from, Instant now) {
        lock.lock();
        try {
            if (connection == from) {
                connection = null;
                absence.beginsAt(now);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Whether nobody has been connected for longer than this.
    boolean abandonedFor(Duration longer, Instant now) {
        lock.lock();
        try {
            return !finished && connection == null && absence.longerThan(longer, now);
        } finally {
            lock.unlock();
        }
    }

    /// The channel, about to get sound (again).
    HeardChannel channel(Channel channel) {
        lock.lock();
        try {
            finished = false;
            ended.put(channel, false);
            return known(channel);
        } finally {
            lock.unlock();
        }
    }

    private HeardChannel known(Channel channel) {
        return channels.computeIfAbsent(
                channel,
                each ->
                        new HeardChannel(
                                workshop,
                                leg,
                                callRef,
                                each,
                                offsetMillis,
                                () -> channelEnded(each)));
    }

    /// The agent says that its part is over: what is still open becomes text.
    void end(Instant at) {
        lock.lock();
        try {
            endedAt = at;
        } finally {
            lock.unlock();
        }
        flush(true);
    }

    /// Nobody came back: what was kept becomes text; the agent may still come back later.
    void abandon() {
        flush(false);
    }

    private void flush(boolean forGood) {
        Map<Channel, HeardChannel> open = new EnumMap<>(Channel.class);
        lock.lock();
        try {
            for (StreamMarks each :
                    workshop.database().read(handle -> StreamMarks.ofLeg(handle, leg.id()))) {
                known(each.channel());
            }
            channels.forEach(
                    (channel, heard) -> {
                        if (!Boolean.TRUE.equals(ended.get(channel))) {
                            open.put(channel, heard);
                        }
                    });
            if (endedAt == null) {
                endedAt = absence.since();
            }
        } finally {
            lock.unlock();
        }
        open.values().forEach(each -> each.flush(forGood));
        finishIfDone();
    }

    private void channelEnded(Channel channel) {
        lock.lock();
        try {
            ended.put(channel, true);
        } finally {
            lock.unlock();
        }
        finishIfDone();
    }

    private void finishIfDone() {
        lock.lock();
        try {
            boolean done =
                    endedAt != null
                            && channels.keySet().stream()
                                    .allMatch(each -> Boolean.TRUE.equals(ended.get(each)));
            if (!done || finished) {
                return;
            }
            finished = true;
        } finally {
            lock.unlock();
        }
        onFinished.accept(this);
    }

    /// Waits until what was reported of its channels so far is stored.
    void settle(Duration limit) throws InterruptedException {
        List<HeardChannel> all;
        lock.lock();
        try {
            all = List.copyOf(channels.values());
        } finally {
            lock.unlock();
        }
        for (HeardChannel each : all) {
            each.settle(limit);
        }
    }

    @Override
    public void close() {
        channels.values().forEach(HeardChannel::close);
    }
}
