package com.ninja3cx.simulator.threecx;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A call as the PBX remembers it after its end.
///
/// @param callId the PBX's own number for it
/// @param wav where the recording can be fetched
public record FinishedCall(
        String callId,
        String caller,
        String callee,
        String agentExtension,
        String agentMail,
        String direction,
        Instant start,
        Instant end,
        String status,
        @Nullable String wav) {

    /// An answered call from outside.
    public static FinishedCall incoming(
            String callId, String caller, String extension, Instant start, Duration lasting) {
        return new FinishedCall(
                callId,
                caller,
                "+33170000001",
                extension,
                "claire.petit@rivage.example",
                "Inbound",
                start,
                start.plus(lasting),
                "Answered",
                null);
    }

    public FinishedCall withRecording(String address) {
        return new FinishedCall(
                callId,
                caller,
                callee,
                agentExtension,
                agentMail,
                direction,
                start,
                end,
                status,
                address);
    }

    Duration duration() {
        return Duration.between(start, end);
    }
}
