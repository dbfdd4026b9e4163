package com.ninja3cx.server.call;

import com.ninja3cx.protocol.Direction;
import com.ninja3cx.server.i18n.Words;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A call as the interface shows it.
///
/// @param transcriptReason why there will be no better text, in both languages; null unless FAILED
///   or REMOVED
/// @param audioRemovedAt when the kept sound was deleted; null = it was not, or there was none
public record CallView(
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
        String transcriptState,
        @Nullable Words transcriptReason,
        @Nullable Instant audioRemovedAt,
        List<Awaited> missing) {

    public static CallView of(Call call) {
        return of(call, null);
    }

    static CallView of(Call call, @Nullable Instant audioRemovedAt) {
        return new CallView(
                call.id(),
                call.pbx(),
                call.pbxCallId(),
                call.direction(),
                call.caller(),
                call.callerName(),
                call.callee(),
                call.agentExtension(),
                call.agentEmail(),
                call.startedAt(),
                call.endedAt(),
                call.durationSeconds(),
                call.state(),
                call.trust(),
                call.missed(),
                call.transcriptState().code(),
                call.transcriptState().explanation().orElse(null),
                audioRemovedAt,
                call.missing());
    }
}
