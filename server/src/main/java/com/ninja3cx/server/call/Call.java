package com.ninja3cx.server.call;

import com.ninja3cx.protocol.Direction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One conversation, as far as it is known.
///
/// @param id ours: `call_` and random characters
/// @param pbx name of the PBX; part of every key that names a call
/// @param pbxCallId the PBX's own id; a small counter that may come again after a restart
/// @param caller number of the party who placed the call
/// @param callee number that was called
/// @param agentExtension the technician who owns the call: the last one who answered
/// @param durationSeconds 0 while the call runs or when nobody told
/// @param missed nobody answered
/// @param recordingUrl where the PBX says the recording is
public record Call(
        String id,
        String pbx,
        @Nullable String pbxCallId,
        Direction direction,
        @Nullable String caller,
        @Nullable String callerName,
        @Nullable String callee,
        @Nullable String agentExtension,
        @Nullable String agentEmail,
        Instant startedAt,
        @Nullable Instant endedAt,
        long durationSeconds,
        CallState state,
        Trust trust,
        boolean missed,
        @Nullable String recordingUrl,
        TranscriptState transcriptState) {

    /// The PBX of those who have one.
    public static final String DEFAULT_PBX = "default";

    public Call {
        if (durationSeconds < 0) {
            throw new IllegalArgumentException("a call lasts no negative time");
        }
    }

    /// The number outside the company: whom a ticket would be for.
    public @Nullable String customerNumber() {
        return direction == Direction.OUTBOUND ? callee : caller;
    }

    /// The call is over and its text is as good as it will get.
    public boolean settled() {
        return state == CallState.ENDED && transcriptState.settled();
    }

    /// What is still missing.
    public List<Awaited> missing() {
        var missing = new ArrayList<Awaited>();
        if (customerNumber() == null) {
            missing.add(Awaited.CALLER_NUMBER);
        }
        if (agentExtension == null && agentEmail == null) {
            missing.add(Awaited.AGENT);
        }
        if (!transcriptState.settled()) {
            missing.add(Awaited.TRANSCRIPT);
        }
        return List.copyOf(missing);
    }
}
