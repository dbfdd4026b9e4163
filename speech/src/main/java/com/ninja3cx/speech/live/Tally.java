package com.ninja3cx.speech.live;

import java.util.concurrent.atomic.LongAdder;

/// What was done since the start.
final class Tally {
    final LongAdder finals = new LongAdder();
    final LongAdder dropped = new LongAdder();
    final LongAdder partials = new LongAdder();
    final LongAdder readAhead = new LongAdder();
    final LongAdder usedAhead = new LongAdder();
    final LongAdder failures = new LongAdder();
}
