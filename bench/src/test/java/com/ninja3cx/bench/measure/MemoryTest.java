package com.ninja3cx.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryTest {

    @Test
    void memoryThatSettlesIsToldFromMemoryThatGrows() {
        var settles = new ArrayList<Slope.Point>();
        var grows = new ArrayList<Slope.Point>();
        for (long at = 0; at < 1_800_000; at += 2_000) {
            settles.add(new Slope.Point(at, 1_024 * Math.min(600, 400 + at / 1_000)));
            grows.add(new Slope.Point(at, 1_024 * 400 + 1_024 * at / 60_000));
        }

        Memory flat = Memory.of(settles);
        assertThat(flat.startMb()).isBetween(410L, 450L);
        assertThat(flat.endMb()).isEqualTo(600);
        assertThat(flat.lateGrowthMb().perMinute()).isZero();
        assertThat(Memory.of(grows).growthMb().perMinute()).isCloseTo(1, within(0.01));
    }

    @Test
    void withoutALookAtItNothingIsClaimed() {
        assertThat(Memory.of(List.of()).growthMb().perMinute()).isNull();
    }
}
