package com.ninja3cx.server.call;

import com.ninja3cx.protocol.Direction;
import com.ninja3cx.server.web.Problem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one event of a PBX says about a call, brought into one shape.
///
/// @param pbxCallId null when the PBX gave none
/// @param agentEmail address or login
/// @param endedAt null while the call runs
/// @param dated whether the event itself named a time, so that its like a day later is another call
/// @param notes what could not be used and why
record CallEvent(
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
        boolean missed,
        @Nullable String recordingUrl,
        boolean dated,
        List<Problem.FieldError> notes) {

    /// Whether there is anything by which the call can be told from others.
    boolean usable() {
        return pbxCallId != null
                || caller != null
                || callerName != null
                || callee != null
                || agentExtension != null
                || agentEmail != null;
    }

    boolean test() {
        return pbxCallId != null && pbxCallId.regionMatches(true, 0, "TEST-", 0, 5);
    }

    /// The call as this event alone tells it.
    Call toCall(String id, Trust trust) {
        return new Call(
                id,
                pbx,
                pbxCallId,
                direction,
                caller,
                callerName,
                callee,
                agentExtension,
                agentEmail,
                startedAt,
                endedAt,
                durationSeconds,
                state,
                trust,
                missed,
                recordingUrl,
                new TranscriptState.None());
    }
}
