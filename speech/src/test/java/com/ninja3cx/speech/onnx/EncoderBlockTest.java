package com.ninja3cx.speech.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EncoderBlockTest {

    @Test
    void inputsWithLargeWeightsAreMadeSmallerBeforeTheyBecomeBytes() {
        assertThat(EncoderBlock.balance(new double[] {4, 1, 0.25}, -1)).containsExactly(0.5f, 1, 2);
    }

    @Test
    void inputsThatNoLayerUsesAreLeastAndChangeNothingForTheOthers() {
        assertThat(EncoderBlock.balance(new double[] {4, 0, 1, 0, 0.25, 0}, -1))
                .containsExactly(0.5f, least(), 1, least(), 2, least());
    }

    @Test
    void noInputDrownsTheOthers() {
        float[] balance = EncoderBlock.balance(new double[] {1, 1, 1, 1e-30}, -1.4);

        assertThat(balance[3] / balance[0]).isLessThan(150);
    }

    private static float least() {
        return EncoderBlock.balance(new double[] {1, 1, 1e30}, -1)[2];
    }
}
