package com.ninja3cx.speech.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChannelWeightsTest {

    private final ChannelWeights weights = of(new float[][] {{1, 2}, {3, 6}, {5, 1}, {7, 7}});

    @Test
    void centredWeightsGiveResultsWithAMeanOfZero() {
        assertThat(weights.centred().times(new float[] {2, -3})).containsExactly(0, -8, 11, -3);
    }

    @Test
    void inputsThatComeLargerAreCountedLess() {
        var scaled = weights.forInputsTimes(new float[] {2, 10});

        assertThat(scaled.times(new float[] {4, 10})).isEqualTo(weights.times(new float[] {2, 1}));
    }

    @Test
    void aSpareChannelOfZerosFollowsEachGroup() {
        assertThat(weights.withSpareAfterEach(2).times(new float[] {1, 1}))
                .containsExactly(3, 9, 0, 6, 14, 0);
    }

    private static ChannelWeights of(float[][] rows) {
        return ChannelWeights.of(
                rows[0].length,
                rows.length,
                (channel, row) -> System.arraycopy(rows[channel], 0, row, 0, row.length));
    }
}
