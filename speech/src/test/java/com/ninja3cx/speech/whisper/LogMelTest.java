package com.ninja3cx.speech.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogMelTest {

    /// Numbers of the reference implementation (faster-whisper 1.2.1) for the same second of sound
    /// and second of silence.
    @ParameterizedTest
    @CsvSource({
        "80, 0, 0, 0.98875",
        "80, 5, 1, 0.50613",
        "80, 11, 50, 1.4382",
        "80, 40, 0, 0.24358",
        "80, 55, 50, 0.94097",
        "80, 20, 99, 0.1692",
        "80, 20, 100, 0.65422",
        "80, 3, 101, 0.34311",
        "80, 30, 199, -0.5618",
        "128, 0, 0, 0.91299",
        "128, 5, 1, 0.41628",
        "128, 40, 0, 0.72221",
        "128, 20, 99, 1.28944",
        "128, 3, 101, 0.29588",
        "128, 30, 199, -0.51465"
    })
    void theSpectrogramIsThatOfTheReference(int bins, int bin, int frame, float expected) {
        float[] mel = new LogMel(bins).of(tones(), 200);

        assertThat(mel).hasSize(bins * 200);
        assertThat(mel[bin * 200 + frame]).isCloseTo(expected, Offset.offset(2e-5f));
    }

    @Test
    void silenceIsTheSameEverywhere() {
        float[] mel = new LogMel(80).of(new float[0], 10);

        assertThat(mel).containsOnly(-1.5f);
    }

    @Test
    void thePowerOfEachFrequencyIsThatOfTheDefinition() {
        var random = new Random(1);
        for (int length : new int[] {2, 12, 14, 50, 400}) {
            float[] signal = new float[length];
            for (int i = 0; i < length; i++) {
                signal[i] = random.nextFloat() - 0.5f;
            }
            double[] power = new double[length / 2 + 1];

            new RealFft(length).power(signal, power);

            for (int k = 0; k < power.length; k++) {
                double real = 0;
                double imaginary = 0;
                for (int i = 0; i < length; i++) {
                    real += signal[i] * Math.cos(2 * Math.PI * k * i / length);
                    imaginary += signal[i] * Math.sin(2 * Math.PI * k * i / length);
                }
                assertThat(power[k])
                        .isCloseTo(real * real + imaginary * imaginary, Offset.offset(1e-9));
            }
        }
    }

    private static float[] tones() {
        float[] samples = new float[16_000];
        for (int i = 0; i < samples.length; i++) {
            double time = 2 * Math.PI * i / 16_000;
            samples[i] = (float) (0.5 * Math.sin(440 * time) + 0.1 * Math.sin(3000 * time));
        }
        return samples;
    }
}
