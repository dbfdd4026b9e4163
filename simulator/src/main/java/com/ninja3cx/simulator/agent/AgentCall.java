package com.ninja3cx.simulator.agent;

import com.ninja3cx.protocol.Direction;
import com.ninja3cx.simulator.calls.CallSound;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A call that an agent streams.
///
/// @param callRef the agent's own name for it
/// @param callId the PBX's, when the agent knows it
/// @param pace 1 is real time, 2 twice as fast
/// @param patience how long to wait for `callClosed` after the last sample, and for a connection
///   that does not come back
/// @param untilTicket stays connected after `callClosed`, until the ticket is sent or the draft
///   discarded
public record AgentCall(
        String callRef,
        @Nullable String callId,
        String extension,
        Direction direction,
        @Nullable String caller,
        @Nullable String callee,
        Instant startedAt,
        CallSound sound,
        double pace,
        List<Cut> cuts,
        Duration patience,
        boolean untilTicket) {

    public AgentCall {
        if (!(pace > 0)) {
            throw new IllegalArgumentException("a pace is above 0");
        }
        cuts = List.copyOf(cuts);
    }

    /// An incoming call in real time, without cuts.
    public static AgentCall incoming(
            String caller, String extension, Instant startedAt, CallSound sound) {
        return new AgentCall(
                UUID.randomUUID().toString(),
                null,
                extension,
                Direction.INBOUND,
                caller,
                null,
                startedAt,
                sound,
                1,
                List.of(),
                Duration.ofSeconds(60),
                false);
    }

    public AgentCall withCallId(String id) {
        return new AgentCall(
                callRef,
                id,
                extension,
                direction,
                caller,
                callee,
                startedAt,
                sound,
                pace,
                cuts,
                patience,
                untilTicket);
    }

    public AgentCall withPace(double faster) {
        return new AgentCall(
                callRef,
                callId,
                extension,
                direction,
                caller,
                callee,
                startedAt,
                sound,
                faster,
                cuts,
                patience,
                untilTicket);
    }

    public AgentCall withCuts(Cut... more) {
        return new AgentCall(
                callRef,
                callId,
                extension,
                direction,
                caller,
                callee,
                startedAt,
                sound,
                pace,
                List.of(more),
                patience,
                untilTicket);
    }

    public AgentCall withPatience(Duration longer) {
        return new AgentCall(
                callRef,
                callId,
                extension,
                direction,
                caller,
                callee,
                startedAt,
                sound,
                pace,
                cuts,
                longer,
                untilTicket);
    }

    public AgentCall waitingForTicket() {
        return new AgentCall(
                callRef, callId, extension, direction, caller, callee, startedAt, sound, pace, cuts,
                patience, true);
    }
}
