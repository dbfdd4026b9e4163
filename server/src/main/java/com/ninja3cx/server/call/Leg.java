package com.ninja3cx.server.call;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One party's path in a call, as one source told it.
///
/// @param ordinal number within the call, from 0
/// @param sourceRef the source's own name for it, the same whenever it tells of it again
public record Leg(
        String id,
        String callId,
        int ordinal,
        Source source,
        String sourceRef,
        @Nullable String extension,
        Instant startedAt,
        @Nullable Instant endedAt) {

    /// How long after the first agent's part this one began: where its sound lies in the call.
    public static long offsetMillis(List<Leg> legs, int ordinal) {
        long first = Long.MAX_VALUE;
        long own = Long.MAX_VALUE;
        for (Leg each : legs) {
            if (each.source() == Source.AGENT) {
                first = Math.min(first, each.startedAt().toEpochMilli());
            }
            if (each.ordinal() == ordinal) {
                own = each.startedAt().toEpochMilli();
            }
        }
        return own == Long.MAX_VALUE || first == Long.MAX_VALUE ? 0 : Math.max(0, own - first);
    }

    /// Who told of it.
    public enum Source {
        PBX,
        AGENT
    }
}
