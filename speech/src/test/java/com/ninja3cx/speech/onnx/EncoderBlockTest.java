package com.ninja3cx.speech.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EncoderBlockTest {

    @Test
    void inputsWithLargeWeightsAreMadeSmallerBeforeTheyBecomeBytes() {
        assertThat(EncoderBlock.balance(new double[] {4, 1, 0.25}, -1)).containsExactly(0.5f, 1, 2);
    }

    @Test
    void anInputThatNoLayerUsesDoesNotDrownTheOthers() {
        float[] balance = EncoderBlock.balance(new double[] {1, 1, 1, 0}, -1.4);

        assertThat(balance[3] / balance[0]).isLessThan(500);
        assertThat(balance).doesNotContain(Float.NaN, Float.POSITIVE_INFINITY);
    }
}
