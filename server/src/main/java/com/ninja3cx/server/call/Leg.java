package com.ninja3cx.server.call;

import java.time.Instant;
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

    /// Who told of it.
    public enum Source {
        PBX,
        AGENT
    }
}
