package com.ninja3cx.bench.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

class AlawTest {

    @Test
    void aLineKnows256LevelsAndChangesNoneOfThemAgain() {
        var levels = new HashSet<Short>();
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
            short carried = Alaw.roundTrip((short) sample);
            levels.add(carried);
            assertThat(Alaw.roundTrip(carried)).isEqualTo(carried);
        }
        assertThat(levels).hasSize(256);
    }

    @Test
    void theErrorIsAThirtySecondOfTheSampleAtMost() {
        for (int sample = 512; sample <= Short.MAX_VALUE; sample += 7) {
            assertThat(Math.abs(Alaw.roundTrip((short) sample) - sample))
                    .isLessThanOrEqualTo(sample / 32 + 8);
            assertThat(Alaw.roundTrip((short) -sample))
                    .isEqualTo((short) -Alaw.roundTrip((short) sample));
        }
    }
}
