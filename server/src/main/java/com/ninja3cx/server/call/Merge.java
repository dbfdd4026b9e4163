package com.ninja3cx.server.call;

import com.ninja3cx.protocol.Direction;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Puts a second account of a call into the first.
final class Merge {

    private Merge() {}

    /// Strangers change nothing in a call that is trusted; a trusted account goes before what
    /// strangers said, and the recording they named is forgotten.
    static Call trusting(Call known, Call told) {
        if (known.trust() == Trust.TRUSTED && told.trust() == Trust.UNVERIFIED) {
            return known;
        }
        if (known.trust() == Trust.UNVERIFIED && told.trust() == Trust.TRUSTED) {
            return of(renamed(told, known), withoutRecording(known));
        }
        return of(known, told);
    }

    /// The technician of the later answered part owns the call; what was known stays, what was not
    /// is filled in.
    static Call of(Call known, Call told) {
        boolean laterPart =
                !told.missed() && (known.missed() || told.startedAt().isAfter(known.startedAt()));
        Instant start =
                told.startedAt().isBefore(known.startedAt()) ? told.startedAt() : known.startedAt();
        Instant end = later(known.endedAt(), told.endedAt());
        boolean over = told.state() == CallState.ENDED || known.state() == CallState.ENDED;
        return new Call(
                known.id(),
                known.pbx(),
                first(known.pbxCallId(), told.pbxCallId()),
                known.direction() == Direction.INBOUND ? told.direction() : known.direction(),
                first(known.caller(), told.caller()),
                first(known.callerName(), told.callerName()),
                first(known.callee(), told.callee()),
                laterPart
                        ? first(told.agentExtension(), known.agentExtension())
                        : first(known.agentExtension(), told.agentExtension()),
                laterPart
                        ? first(told.agentEmail(), known.agentEmail())
                        : first(known.agentEmail(), told.agentEmail()),
                start,
                over ? end : null,
                seconds(known, told, start, over ? end : null),
                over ? CallState.ENDED : furthest(known.state(), told.state()),
                trust(known.trust(), told.trust()),
                known.missed() && told.missed(),
                first(told.recordingUrl(), known.recordingUrl()),
                known.transcriptState());
    }

    private static long seconds(Call known, Call told, Instant start, @Nullable Instant end) {
        if (end == null) {
            return 0;
        }
        boolean twoParts =
                known.durationSeconds() > 0
                        && told.durationSeconds() > 0
                        && !known.startedAt().equals(told.startedAt())
                        && known.agentExtension() != null
                        && !known.agentExtension().equals(told.agentExtension());
        long longest = Math.max(known.durationSeconds(), told.durationSeconds());
        return twoParts || longest == 0 ? Duration.between(start, end).toSeconds() : longest;
    }

    private static Trust trust(Trust a, Trust b) {
        if (a == Trust.TEST || b == Trust.TEST) {
            return Trust.TEST;
        }
        return a == Trust.TRUSTED || b == Trust.TRUSTED ? Trust.TRUSTED : Trust.UNVERIFIED;
    }

    private static CallState furthest(CallState a, CallState b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.isAfter(b) ? a : b;
    }

    private static @Nullable String first(@Nullable String a, @Nullable String b) {
        return a != null ? a : b;
    }

    private static Call renamed(Call told, Call known) {
        return copy(
                told,
                known.id(),
                told.endedAt(),
                told.durationSeconds(),
                told.state(),
                told.recordingUrl(),
                known.transcriptState());
    }

    private static Call withoutRecording(Call call) {
        return copy(
                call,
                call.id(),
                call.endedAt(),
                call.durationSeconds(),
                call.state(),
                null,
                call.transcriptState());
    }

    /// The call going on.
    static Call talking(Call call) {
        return copy(
                call,
                call.id(),
                null,
                0,
                CallState.TALKING,
                call.recordingUrl(),
                call.transcriptState());
    }

    /// The call over.
    static Call ended(Call call, Instant endedAt, long seconds) {
        return copy(
                call,
                call.id(),
                endedAt,
                seconds,
                CallState.ENDED,
                call.recordingUrl(),
                call.transcriptState());
    }

    private static Call copy(
            Call call,
            String id,
            @Nullable Instant endedAt,
            long seconds,
            CallState state,
            @Nullable String recordingUrl,
            TranscriptState transcriptState) {
        return new Call(
                id,
                call.pbx(),
                call.pbxCallId(),
                call.direction(),
                call.caller(),
                call.callerName(),
                call.callee(),
                call.agentExtension(),
                call.agentEmail(),
                call.startedAt(),
                endedAt,
                seconds,
                state,
                call.trust(),
                call.missed(),
                recordingUrl,
                transcriptState);
    }
}
