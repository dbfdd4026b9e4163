package com.ninja3cx.server.ticket.delivery;

import com.ninja3cx.server.ninjaone.Failure;
import com.ninja3cx.server.ticket.outbox.Attempts;
import com.ninja3cx.server.ticket.outbox.Entry;
import com.ninja3cx.server.ticket.outbox.Settling;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// How long a recording is waited for that is not on the server that wants to send it: with growing
/// breaks, and for longer where it may still come. After that a person is asked where another
/// server keeps it; where there is none, or none any more, it is skipped and the draft says why.
/// What stands behind it goes on.
public final class SoundWait {

    static final Duration LONGEST = Duration.ofHours(1);

    /// The PBX may still tell where the recording is.
    static final Duration LONGEST_NOWHERE = Duration.ofMinutes(2);

    private static final Duration LONGEST_BREAK = Duration.ofMinutes(1);
    private static final int DOUBLINGS = 6;

    private final Attempts attempts;
    private final InstantSource clock;

    public SoundWait(Attempts attempts, InstantSource clock) {
        this.attempts = attempts;
        this.clock = clock;
    }

    Settling.Verdict judge(Entry entry, Failure failure) {
        Instant now = clock.instant();
        Attempts.Series before = attempts.since(entry.id(), Attempts.ASKED, Attempts.NO_SOUND);
        Instant began = before.first().orElse(now);
        Settling.Next next =
                now.isBefore(began.plus(longest(failure)))
                        ? Settling.Next.ready(
                                entry, now.plus(pause(before.count())), OwnRefusal.words(failure))
                        : over(entry, failure, now);
        return new Settling.Verdict(next, Attempts.NO_SOUND, failure.line());
    }

    private static Duration longest(Failure failure) {
        return switch (failure.code()) {
            case OwnRefusal.SOUND_REMOVED -> Duration.ZERO;
            case OwnRefusal.SOUND_NOWHERE -> LONGEST_NOWHERE;
            default -> LONGEST;
        };
    }

    private static Settling.Next over(Entry entry, Failure failure, Instant now) {
        return switch (failure.code()) {
            case OwnRefusal.SOUND_ELSEWHERE ->
                    Settling.Next.parked(entry, now, OwnRefusal.soundKeptAway());
            case OwnRefusal.SOUND_REMOVED ->
                    Settling.Next.skipped(entry, now, OwnRefusal.words(failure));
            default -> Settling.Next.skipped(entry, now, OwnRefusal.soundNeverCame());
        };
    }

    private static Duration pause(int tries) {
        Duration doubled = Duration.ofSeconds(1L << Math.min(DOUBLINGS, tries));
        return doubled.compareTo(LONGEST_BREAK) > 0 ? LONGEST_BREAK : doubled;
    }
}
