package com.ninja3cx.server.call;

import com.ninja3cx.server.cluster.Bus;
import com.ninja3cx.server.cluster.Hint;
import com.ninja3cx.server.db.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/// Puts what PBXs and agents tell into calls: one call however often, in whatever order and from
/// however many sides it is told. Everything is committed when a method returns.
public final class CallJournal {

    /// An event that names neither id nor time is the same as an equal one this long.
    private static final Duration UNDATED_LIFE = Duration.ofMinutes(10);

    private final Database database;
    private final CallStore calls;
    private final Recordings recordings;
    private final Bus bus;
    private final InstantSource clock;
    private final RandomGenerator random;

    public CallJournal(
            Database database,
            CallStore calls,
            Recordings recordings,
            Bus bus,
            InstantSource clock,
            RandomGenerator random) {
        this.database = database;
        this.calls = calls;
        this.recordings = recordings;
        this.bus = bus;
        this.clock = clock;
        this.random = random;
    }

    /// A call after something was told about it; `repeated` = nothing of it was new.
    record Told(Call call, boolean repeated) {}

    /// A leg that an agent opened, and its call.
    public record AgentLeg(Leg leg, Call call) {}

    /// Keeps an event from which no call can be made, so that it can be looked at.
    void keepUnusable(WebhookEvent event) {
        database.write(
                handle -> {
                    database.lock(handle, "pbx:" + event.pbx());
                    if (!event.countRepetition(handle)) {
                        event.insert(handle, null);
                    }
                    return null;
                });
    }

    /// Stores a PBX's event and what it says about a call.
    Told record(WebhookEvent event, CallEvent said) {
        Trust trust = said.test() ? Trust.TEST : event.trust();
        Told told =
                database.write(
                        handle -> {
                            database.lock(handle, "pbx:" + said.pbx());
                            Optional<String> before = seen(handle, event, said);
                            if (before.isPresent()) {
                                event.countRepetition(handle);
                                Call known = calls.find(handle, before.get()).orElseThrow();
                                return new Told(known, true);
                            }
                            WebhookEvent stored = event.distinctFrom(handle);
                            Call call = absorb(handle, said.toCall(newId("call_"), trust));
                            stored.insert(handle, call.id());
                            Call heard = said.toCall(call.id(), trust);
                            LegStore.add(
                                    handle,
                                    newId("leg_"),
                                    call,
                                    Leg.Source.PBX,
                                    stored.fingerprint(),
                                    heard);
                            return new Told(offerRecording(handle, call), false);
                        });
        bus.publish(new Hint.CallChanged(told.call().id()));
        return told;
    }

    /// Opens an agent's part of a call, or finds it again after a cut. `sourceRef` is the same each
    /// time.
    public AgentLeg openAgentLeg(String sourceRef, Call said) {
        AgentLeg opened =
                database.write(
                        handle -> {
                            database.lock(handle, "pbx:" + said.pbx());
                            Optional<Leg> known =
                                    LegStore.find(handle, Leg.Source.AGENT, sourceRef);
                            if (known.isPresent()) {
                                String callId = known.get().callId();
                                return new AgentLeg(
                                        known.get(), calls.find(handle, callId).orElseThrow());
                            }
                            Call call = absorb(handle, said);
                            Leg leg =
                                    LegStore.add(
                                            handle,
                                            newId("leg_"),
                                            call,
                                            Leg.Source.AGENT,
                                            sourceRef,
                                            said);
                            Call reopened = withState(call, handle);
                            calls.save(handle, reopened);
                            return new AgentLeg(leg, reopened);
                        });
        bus.publish(new Hint.CallChanged(opened.call().id()));
        return opened;
    }

    /// Ends an agent's part; the call ends with the last open part.
    public Call endAgentLeg(Leg leg, Instant endedAt) {
        Call call =
                database.write(
                        handle -> {
                            Call known = calls.find(handle, leg.callId()).orElseThrow();
                            Instant end =
                                    endedAt.isBefore(leg.startedAt()) ? leg.startedAt() : endedAt;
                            LegStore.end(handle, leg.id(), end);
                            Call told = ended(known, end);
                            Call merged = withState(told, handle);
                            calls.save(handle, merged);
                            return merged;
                        });
        bus.publish(new Hint.CallChanged(call.id()));
        return call;
    }

    /// Changes how far a call's text is, and says so.
    public void transcript(String callId, TranscriptState state) {
        database.write(
                handle -> {
                    calls.saveTranscriptState(handle, callId, state);
                    return null;
                });
        bus.publish(new Hint.CallChanged(callId));
    }

    /// A new call's id.
    public String newCallId() {
        return newId("call_");
    }

    private Optional<String> seen(Handle handle, WebhookEvent event, CallEvent said) {
        Instant since =
                said.dated() || said.pbxCallId() != null
                        ? Instant.EPOCH
                        : Instant.ofEpochMilli(clock.millis()).minus(UNDATED_LIFE);
        return event.callOfRepetition(handle, since);
    }

    private Call absorb(Handle handle, Call told) {
        Instant from = told.startedAt().minus(SameCall.ID_LIFE);
        Instant to = told.startedAt().plus(SameCall.ID_LIFE);
        Optional<Call> same =
                calls.startedBetween(handle, told.pbx(), from, to).stream()
                        .filter(known -> SameCall.test(known, told))
                        .findFirst();
        Call call = same.map(known -> Merge.trusting(known, told)).orElse(told);
        if (same.isEmpty() || !call.equals(same.get())) {
            call = same.isEmpty() ? call : withState(call, handle);
            calls.save(handle, call);
        }
        return call;
    }

    /// A call with an agent's part still open is not over, whatever the PBX said of another part.
    private static Call withState(Call call, Handle handle) {
        List<Leg> legs = LegStore.ofCall(handle, call.id());
        boolean talking =
                legs.stream()
                        .anyMatch(
                                leg ->
                                        leg.source() == Leg.Source.AGENT
                                                && leg.endedAt() == null
                                                && !endedByPbx(leg, legs));
        return talking ? Merge.talking(call) : call;
    }

    private static boolean endedByPbx(Leg open, List<Leg> legs) {
        return legs.stream()
                .anyMatch(
                        leg ->
                                leg.source() == Leg.Source.PBX
                                        && leg.endedAt() != null
                                        && leg.endedAt().isAfter(open.startedAt())
                                        && (leg.extension() == null
                                                || leg.extension().equals(open.extension())));
    }

    private static Call ended(Call known, Instant end) {
        Instant before = known.state() == CallState.ENDED ? known.endedAt() : null;
        Instant endedAt = before != null && before.isAfter(end) ? before : end;
        long seconds =
                before != null && known.durationSeconds() > 0
                        ? known.durationSeconds()
                        : Math.max(0, Duration.between(known.startedAt(), endedAt).toSeconds());
        return Merge.ended(known, endedAt, seconds);
    }

    private Call offerRecording(Handle handle, Call call) {
        boolean wanted =
                call.trust() == Trust.TRUSTED
                        && call.state() == CallState.ENDED
                        && !call.missed()
                        && call.recordingUrl() != null
                        && call.transcriptState() instanceof TranscriptState.None
                        && LegStore.ofCall(handle, call.id()).stream()
                                .noneMatch(leg -> leg.source() == Leg.Source.AGENT);
        if (!wanted || !recordings.take(handle, call)) {
            return call;
        }
        calls.saveTranscriptState(handle, call.id(), new TranscriptState.Revising());
        return calls.find(handle, call.id()).orElseThrow();
    }

    private String newId(String prefix) {
        byte[] bytes = new byte[8];
        random.nextBytes(bytes);
        return prefix + HexFormat.of().formatHex(bytes);
    }
}
