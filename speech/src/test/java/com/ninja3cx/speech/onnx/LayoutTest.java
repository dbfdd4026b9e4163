package com.ninja3cx.speech.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LayoutTest {

    @Test
    void soundIsSeenStepByStepAndTheSilenceAfterItSixteenAtOnce() {
        var layout = new Layout(100, 140);

        assertThat(layout.places()).isEqualTo(103);
        assertThat(layout.seen()).startsWith(0, 1, 2).endsWith(99, 98, 98, 98);
        assertThat(layout.positions()).startsWith(0, 1, 2).endsWith(99, 107, 123, 135);
        assertThat(layout.weights()).startsWith(0, 0).endsWith(0, log(16), log(16), log(8));
    }

    @Test
    void allStepsOfTheWindowAreCountedOnce() {
        for (int sound = 3; sound <= 200; sound += 7) {
            double steps = 0;
            for (float weight : new Layout(sound, 200).weights()) {
                steps += Math.exp(weight);
            }
            assertThat(Math.round(steps)).isEqualTo(200);
        }
    }

    @Test
    void aWindowFullOfSoundHasNoPlaceThatStandsForMore() {
        var layout = Layout.plain(1500);

        assertThat(layout.places()).isEqualTo(1500);
        assertThat(layout.weights()).containsOnly(0);
        assertThat(layout.positions()).isEqualTo(layout.seen()).endsWith(1499);
    }

    @Test
    void aWindowShorterThanItsSoundIsRefused() {
        assertThatThrownBy(() -> new Layout(10, 9)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Layout(2, 9)).isInstanceOf(IllegalArgumentException.class);
    }

    private static float log(int count) {
        return (float) Math.log(count);
    }
}
