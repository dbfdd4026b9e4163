package com.ninja3cx.server.ticket;

import com.ninja3cx.server.ninjaone.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// How long a recording is waited for that is not on the server that wants to send it: with growing
/// breaks, and for longer where some server is known to have heard the call. A person is asked
/// after that; what stands behind it goes on.
final class SoundWait {

    static final Duration LONGEST = Duration.ofHours(1);

    /// The PBX may still tell where the recording is.
    static final Duration LONGEST_NOWHERE = Duration.ofMinutes(2);

    private static final Duration LONGEST_BREAK = Duration.ofMinutes(1);
    private static final int DOUBLINGS = 6;

    private final Attempts attempts;
    private final InstantSource clock;

    SoundWait(Attempts attempts, InstantSource clock) {
        this.attempts = attempts;
        this.clock = clock;
    }

    Settling.Verdict judge(Entry entry, Failure failure) {
        Instant now = clock.instant();
        boolean nowhere = failure.code().equals(OwnRefusal.SOUND_NOWHERE);
        Attempts.Series before = attempts.since(entry.id(), Attempts.ASKED, Attempts.NO_SOUND);
        Instant began = before.first().orElse(now);
        boolean over = !now.isBefore(began.plus(nowhere ? LONGEST_NOWHERE : LONGEST));
        var next =
                over
                        ? Settling.Next.parked(entry, now, OwnRefusal.missed(nowhere))
                        : Settling.Next.ready(
                                entry, now.plus(pause(before.count())), OwnRefusal.words(failure));
        return new Settling.Verdict(next, Attempts.NO_SOUND, failure.line());
    }

    private static Duration pause(int tries) {
        Duration doubled = Duration.ofSeconds(1L << Math.min(DOUBLINGS, tries));
        return doubled.compareTo(LONGEST_BREAK) > 0 ? LONGEST_BREAK : doubled;
    }
}
