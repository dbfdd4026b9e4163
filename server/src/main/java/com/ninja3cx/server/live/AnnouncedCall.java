package com.ninja3cx.server.live;

import com.ninja3cx.protocol.AgentMessage;
import com.ninja3cx.protocol.Direction;
import com.ninja3cx.server.call.Call;
import com.ninja3cx.server.call.CallState;
import com.ninja3cx.server.call.TranscriptState;
import com.ninja3cx.server.call.Trust;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Reads what an agent says of a call that it begins to hear.
final class AnnouncedCall {

    private static final Duration CLOCK_DRIFT = Duration.ofMinutes(5);
    private static final Duration LONGEST_SPOOL = Duration.ofDays(7);

    private AnnouncedCall() {}

    /// @param id of the call if it is a new one
    /// @param extension of the agent, where the message names none
    static Call read(
            AgentMessage.CallStarted started, String id, @Nullable String extension, Instant now) {
        boolean sane =
                !future(started.startedAt(), now)
                        && started.startedAt().isAfter(now.minus(LONGEST_SPOOL));
        String pbxId = said(started.callId());
        boolean test = pbxId != null && pbxId.regionMatches(true, 0, "TEST-", 0, 5);
        return new Call(
                id,
                Call.DEFAULT_PBX,
                pbxId,
                started.direction() == null ? Direction.INBOUND : started.direction(),
                said(started.caller()),
                null,
                said(started.callee()),
                started.extension() != null ? started.extension() : extension,
                null,
                sane ? started.startedAt() : now,
                null,
                0,
                CallState.TALKING,
                test ? Trust.TEST : Trust.TRUSTED,
                false,
                null,
                new TranscriptState.None());
    }

    /// When it ended, as its agent says if that can be.
    static Instant ended(@Nullable Instant said, Instant now) {
        return said == null || future(said, now) ? now : said;
    }

    /// When a part ended of which so much was heard: whatever clocks say, and if one of them was
    /// set meanwhile, it lasted as long as its sound.
    static Instant ended(Instant said, Instant startedAt, long heardMillis, Instant now) {
        Instant heard = startedAt.plusMillis(heardMillis);
        boolean fasterThanTime = heard.isAfter(now) && !now.isBefore(startedAt);
        Instant earliest = fasterThanTime ? now : heard;
        return said.isBefore(earliest) ? earliest : said;
    }

    private static boolean future(Instant said, Instant now) {
        return !said.isBefore(now.plus(CLOCK_DRIFT));
    }

    /// Null for what only stands there as a placeholder, such as `[CallID]`.
    private static @Nullable String said(@Nullable String text) {
        return text == null || text.isBlank() || text.matches("\\[\\w+]") ? null : text.strip();
    }
}
