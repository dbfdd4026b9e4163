package com.ninja3cx.server.call;

import java.time.Duration;
import java.time.Instant;

/// Decides whether two accounts are of one call.
///
/// A PBX numbers its calls with a small counter that starts again, so equal ids count only within
/// [#ID_LIFE]. Without ids: the same extension at the same time with numbers that fit; or another
/// extension with the same outside number, when the one follows on the other (a transfer) or one of
/// them did not answer (a queue). Two answered calls side by side from one company's number stay
/// two.
final class SameCall {

    static final Duration ID_LIFE = Duration.ofHours(12);

    private static final Duration SLACK = Duration.ofSeconds(30);

    private SameCall() {}

    static boolean test(Call known, Call told) {
        if (known.pbxCallId() != null && told.pbxCallId() != null) {
            Duration apart = Duration.between(known.startedAt(), told.startedAt()).abs();
            return known.pbxCallId().equals(told.pbxCallId()) && apart.compareTo(ID_LIFE) < 0;
        }
        boolean numbersFit =
                PhoneText.compatible(known.caller(), told.caller())
                        && PhoneText.compatible(known.callee(), told.callee());
        if (!numbersFit) {
            return false;
        }
        if (known.agentExtension() != null
                && known.agentExtension().equals(told.agentExtension())) {
            return overlap(known, told);
        }
        String outside = known.customerNumber();
        String toldOutside = told.customerNumber();
        if (outside == null || toldOutside == null || !PhoneText.same(outside, toldOutside)) {
            return false;
        }
        if (known.agentExtension() == null
                || told.agentExtension() == null
                || known.missed()
                || told.missed()) {
            return overlap(known, told);
        }
        return follows(known, told) || follows(told, known);
    }

    private static boolean overlap(Call a, Call b) {
        return !a.startedAt().isAfter(end(b).plus(SLACK))
                && !b.startedAt().isAfter(end(a).plus(SLACK));
    }

    private static boolean follows(Call first, Call second) {
        return first.endedAt() != null
                && second.startedAt().isAfter(first.startedAt())
                && Duration.between(first.endedAt(), second.startedAt()).abs().compareTo(SLACK)
                        <= 0;
    }

    private static Instant end(Call call) {
        return call.endedAt() == null ? Instant.MAX.minus(SLACK) : call.endedAt();
    }
}
