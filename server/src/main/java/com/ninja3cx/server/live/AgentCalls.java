package com.ninja3cx.server.live;

import com.ninja3cx.protocol.ServerMessage;
import com.ninja3cx.server.Rounds;
import com.ninja3cx.server.Service;
import com.ninja3cx.server.call.Call;
import com.ninja3cx.server.call.CallJournal;
import com.ninja3cx.server.call.CallState;
import com.ninja3cx.server.call.CallStore;
import com.ninja3cx.server.call.Leg;
import com.ninja3cx.server.call.LegStore;
import com.ninja3cx.server.call.TranscriptState;
import com.ninja3cx.server.cluster.Bus;
import com.ninja3cx.server.cluster.Hint;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The parts of calls that agents stream, across connections and restarts.
public final class AgentCalls implements Service {

    private static final Logger LOG = LoggerFactory.getLogger(AgentCalls.class);

    /// How long an agent that was cut off is waited for, while its call may still run …
    static final Duration PATIENCE = Duration.ofMinutes(15);

    /// … and when the PBX says that it is over.
    static final Duration PATIENCE_AFTER_END = Duration.ofMinutes(2);

    private static final Duration LOOKED_AT_EVERY = Duration.ofSeconds(10);
    private static final Duration RESUMABLE = Duration.ofDays(2);

    private final CallJournal journal;
    private final CallStore calls;
    private final Workshop workshop;
    private final Bus bus;
    private final InstantSource clock;
    private final Map<String, LiveLeg> legs = new ConcurrentHashMap<>();
    private @Nullable Rounds rounds;
    private Bus.@Nullable Subscription subscription;

    AgentCalls(
            CallJournal journal, CallStore calls, Workshop workshop, Bus bus, InstantSource clock) {
        this.journal = journal;
        this.calls = calls;
        this.workshop = workshop;
        this.bus = bus;
        this.clock = clock;
    }

    @Override
    public void start() {
        subscription = bus.subscribe(this::hinted);
        for (Leg leg : unfinished()) {
            legs.computeIfAbsent(leg.id(), id -> liveLeg(leg, reference(leg)));
        }
        rounds = Rounds.every(LOOKED_AT_EVERY, "agents", this::lookAfter);
    }

    /// Opens a part of a call, new or after a cut.
    Opened open(AgentConnection connection, String callRef, String sourceRef, Call said) {
        CallJournal.AgentLeg opened = journal.openAgentLeg(sourceRef, said);
        Leg leg = opened.leg();
        LiveLeg live =
                legs.compute(
                        leg.id(),
                        (id, known) -> {
                            LiveLeg wanted = known == null ? liveLeg(leg, callRef) : known;
                            wanted.attach(connection);
                            return wanted;
                        });
        // Read after attaching: whatever changes from now on is told to the connection.
        Call now = calls.find(leg.callId()).orElse(opened.call());
        boolean closed =
                leg.endedAt() != null
                        && now.transcriptState().settled()
                        && streams(leg).stream().allMatch(StreamMarks::ended);
        return new Opened(live, now, closed);
    }

    /// @param closed its text is stored for good
    record Opened(LiveLeg leg, Call call, boolean closed) {}

    /// Sound of this call begins to come.
    void streaming(String callId) {
        boolean told =
                calls.find(callId)
                        .filter(call -> call.transcriptState() instanceof TranscriptState.Live)
                        .isPresent();
        if (!told) {
            journal.transcript(callId, new TranscriptState.Live());
        }
    }

    private LiveLeg liveLeg(Leg leg, String callRef) {
        List<Leg> all = workshop.database().read(handle -> LegStore.ofCall(handle, leg.callId()));
        long offset = Leg.offsetMillis(all, leg.ordinal());
        return new LiveLeg(leg, callRef, offset, workshop, now(), this::finished);
    }

    /// All sound of one part is text: when it was the last, the whole call is read again.
    private void finished(LiveLeg leg) {
        String callId = leg.leg().callId();
        journal.endAgentLeg(leg.leg(), endOf(leg));
        boolean othersOpen =
                legs.values().stream()
                        .anyMatch(
                                each ->
                                        each.leg().callId().equals(callId)
                                                && each != leg
                                                && !each.finished());
        if (othersOpen) {
            return;
        }
        boolean heard =
                calls.find(callId)
                        .filter(call -> call.transcriptState() instanceof TranscriptState.Live)
                        .isPresent();
        if (heard) {
            journal.transcript(callId, new TranscriptState.Revising());
            workshop.revisions().finish(callId);
        }
    }

    private Instant endOf(LiveLeg leg) {
        long heard =
                streams(leg.leg()).stream().mapToLong(StreamMarks::committedMillis).max().orElse(0);
        return AnnouncedCall.ended(leg.endedAt(), leg.leg().startedAt(), heard, now());
    }

    private void hinted(Hint hint) {
        if (hint instanceof Hint.CallChanged(String callId)) {
            closeSettled(callId);
        }
    }

    /// Lets go of the finished parts of a call whose text is stored for good, and tells their
    /// agents.
    private void closeSettled(String callId) {
        List<LiveLeg> concerned =
                legs.values().stream()
                        .filter(each -> each.leg().callId().equals(callId))
                        .filter(LiveLeg::finished)
                        .toList();
        if (concerned.isEmpty() || !calls.find(callId).map(Call::settled).orElse(false)) {
            return;
        }
        concerned.forEach(each -> legs.computeIfPresent(each.leg().id(), this::close));
    }

    private @Nullable LiveLeg close(String id, LiveLeg leg) {
        if (!leg.finished()) {
            return leg;
        }
        AgentConnection connection = leg.connection();
        if (connection != null) {
            connection.tell(new ServerMessage.CallClosed(leg.callRef()));
        }
        leg.close();
        return null;
    }

    private void lookAfter() {
        abandonSilent();
        // Hints may be lost.
        legs.values().stream()
                .filter(LiveLeg::finished)
                .map(each -> each.leg().callId())
                .distinct()
                .toList()
                .forEach(this::closeSettled);
    }

    /// Makes text of the sound of agents that did not come back.
    void abandonSilent() {
        Instant now = now();
        for (LiveLeg each : legs.values()) {
            if (!each.abandonedFor(PATIENCE_AFTER_END, now)) {
                continue;
            }
            boolean over =
                    calls.find(each.leg().callId())
                            .map(call -> call.state() == CallState.ENDED)
                            .orElse(true);
            if (over || each.abandonedFor(PATIENCE, now)) {
                abandon(each);
            }
        }
    }

    private static void abandon(LiveLeg leg) {
        LOG.warn("an agent did not come back to call {}", leg.leg().callId());
        try {
            leg.abandon();
        } catch (RuntimeException e) {
            // It is tried again: other calls must not wait for this one.
            LOG.error("what was heard of call {} cannot be read, error", leg.leg().callId(), e);
        }
    }

    /// Before the server stops: gives utterances that were spoken to their end a moment to become
    /// stored words. What is not heard by then is sent again by its agent.
    void drain(Duration limit) {
        long until = System.nanoTime() + limit.toNanos();
        try {
            while (workshop.speech().load().waitingFinals() > 0 && System.nanoTime() < until) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            for (LiveLeg each : legs.values()) {
                each.settle(Duration.ofNanos(Math.max(0, until - System.nanoTime())));
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        long open = legs.values().stream().filter(each -> !each.finished()).count();
        if (open > 0) {
            LOG.info(
                    "stopping during {} calls: {} utterances and what is being spoken will be heard"
                            + " again after the start",
                    open,
                    workshop.speech().load().waitingFinals());
        }
    }

    private List<Leg> unfinished() {
        long since = now().minus(RESUMABLE).toEpochMilli();
        return workshop.database()
                .read(
                        handle ->
                                handle
                                        .createQuery(
                                                """
                                                SELECT l.call_id FROM legs l
                                                JOIN calls c ON c.id = l.call_id
                                                WHERE l.source = 'AGENT' AND l.started_at > :since
                                                    AND (l.ended_at IS NULL
                                                        OR c.transcript_state = 'LIVE')
                                                GROUP BY l.call_id
                                                """)
                                        .bind("since", since)
                                        .mapTo(String.class)
                                        .list()
                                        .stream()
                                        .flatMap(id -> LegStore.ofCall(handle, id).stream())
                                        .filter(leg -> leg.source() == Leg.Source.AGENT)
                                        .toList());
    }

    private List<StreamMarks> streams(Leg leg) {
        return workshop.database().read(handle -> StreamMarks.ofLeg(handle, leg.id()));
    }

    private static String reference(Leg leg) {
        return leg.sourceRef().substring(leg.sourceRef().indexOf(':') + 1);
    }

    Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    @Override
    public void close() {
        if (rounds != null) {
            rounds.close();
        }
        if (subscription != null) {
            subscription.close();
        }
        legs.values().forEach(LiveLeg::close);
    }
}
