package com.ninja3cx.speech.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpareTimeTest {

    private final SpareTime time = new SpareTime(2);

    @Test
    void whatNobodyWaitsForHasTheTimeOfIdleThreadsAlone() {
        assertThat(time.free(false, 2, 0)).isFalse();
        assertThat(time.free(false, 1, 0)).isTrue();

        time.take(false);

        assertThat(time.free(false, 1, 0)).isFalse();
        assertThat(time.free(false, 0, 0)).isTrue();
    }

    @Test
    void whatSomebodyWaitsForHasHalfOfTheThreads() {
        assertThat(time.free(true, 2, 0)).isTrue();

        time.take(true);

        assertThat(time.free(true, 2, 0)).as("a second one").isFalse();
        assertThat(time.claimed()).isEqualTo(1);
        time.giveBack(true);
        assertThat(time.claimed()).isZero();
        assertThat(time.free(true, 2, 0)).isTrue();
    }

    @Test
    void finalTextsGoBeforeWhatSomebodyWaitsFor() {
        assertThat(time.free(true, 2, 1)).isTrue();
        assertThat(time.free(true, 2, 2)).isFalse();
    }

    @Test
    void whileSomebodyWaitsHalfOfTheThreadsReadGlimpses() {
        assertThat(time.leavesGlimpses(1)).isTrue();

        time.waits(1);

        assertThat(time.leavesGlimpses(1)).isFalse();
        assertThat(time.leavesGlimpses(0)).isTrue();
        time.waits(-1);
        time.take(true);
        assertThat(time.leavesGlimpses(1)).isFalse();
        time.giveBack(true);
        assertThat(time.leavesGlimpses(1)).isTrue();
    }

    @Test
    void oneThreadAloneIsNotTakenFromLiveWork() {
        var alone = new SpareTime(1);

        assertThat(alone.free(true, 1, 0)).isFalse();
        alone.take(true);
        assertThat(alone.leavesGlimpses(0)).isTrue();
        assertThat(alone.claimed()).isZero();
    }
}
