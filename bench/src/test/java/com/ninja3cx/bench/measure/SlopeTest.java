package com.ninja3cx.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlopeTest {

    @Test
    void lagThatGrowsIsSeenThroughNoiseAndSingleLateWords() {
        var random = new Random(4);
        var points = new ArrayList<Slope.Point>();
        for (long at = 0; at < 600_000; at += 500) {
            long noise = random.nextInt(50) == 0 ? 9_000 : random.nextInt(300);
            points.add(new Slope.Point(at, 800 + noise + 100 * at / 60_000));
        }

        Slope slope = Objects.requireNonNull(Slope.of(points));

        assertThat(slope.perMinute()).isCloseTo(100, within(5.0));
        assertThat(slope.error()).isLessThan(5);
    }

    @Test
    void aShortRunTellsNothing() {
        assertThat(Slope.of(List.of(new Slope.Point(0, 1), new Slope.Point(29_000, 9)))).isNull();
    }
}
