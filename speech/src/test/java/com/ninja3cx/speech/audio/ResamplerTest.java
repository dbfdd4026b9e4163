package com.ninja3cx.speech.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ninja3cx.speech.Sounds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplerTest {

    @ParameterizedTest
    @ValueSource(ints = {8_000, 11_025, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000})
    void theOutputIsTheSameHoweverTheInputIsCut(int rate) {
        float[] sound = Sounds.noise(1.3, 0.3, rate);
        var random = new Random(rate);

        float[] whole = resample(rate, List.of(sound));
        List<float[]> pieces = new ArrayList<>();
        for (int at = 0; at < sound.length; ) {
            int next = Math.min(sound.length, at + random.nextInt(700));
            pieces.add(Arrays.copyOfRange(sound, at, next));
            at = next;
        }

        assertThat(resample(rate, pieces)).isEqualTo(whole);
        assertThat(whole).hasSize((int) Math.ceil(sound.length * 16_000.0 / rate));
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 22_050, 44_100, 48_000})
    void aToneKeepsItsPitchLevelAndPlace(int rate) {
        float[] tone = tone(rate, 1_000, rate);

        float[] out = resample(rate, List.of(tone));

        double worst = 0;
        for (int i = 200; i < out.length - 200; i++) {
            worst =
                    Math.max(
                            worst,
                            Math.abs(out[i] - 0.5 * Math.sin(2 * Math.PI * 1_000 * i / 16_000)));
        }
        assertThat(worst).isLessThan(1e-3);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 300, 1_000, 2_000, 3_000, 3_400, 3_600})
    void aTelephoneLineKeepsItsBandAndGetsNoImages(int hertz) {
        float[] out = resample(8_000, List.of(tone(8_000, hertz, 8_000)));

        double gain = 20 * Math.log10(part(out, hertz) / 0.5);
        double image = 20 * Math.log10(part(out, 8_000 - hertz) / 0.5);
        assertThat(gain).isBetween(-0.05, 0.05);
        assertThat(image).isLessThan(-80);
    }

    @ParameterizedTest
    @ValueSource(ints = {24_000, 44_100, 48_000})
    void aHeadsetKeepsWhatSpeechNeeds(int rate) {
        for (int hertz : new int[] {100, 4_000, 6_800}) {
            double gain =
                    20
                            * Math.log10(
                                    part(resample(rate, List.of(tone(rate, hertz, rate))), hertz)
                                            / 0.5);
            assertThat(gain).isBetween(-0.05, 0.05);
        }
        assertThat(level(resample(rate, List.of(tone(rate, 8_200, rate))))).isLessThan(5e-5);
    }

    /// How much of a frequency is in the sound: its amplitude (a single bin of a Hann-windowed
    /// Fourier sum over whole periods).
    private static double part(float[] sound, int hertz) {
        int from = 1_000;
        int count = 12_800;
        double real = 0;
        double imaginary = 0;
        double weight = 0;
        for (int i = 0; i < count; i++) {
            double hann = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / count);
            double angle = 2 * Math.PI * hertz * i / 16_000;
            real += hann * sound[from + i] * Math.cos(angle);
            imaginary += hann * sound[from + i] * Math.sin(angle);
            weight += hann;
        }
        return 2 * Math.hypot(real, imaginary) / weight;
    }

    @Test
    void whatSixteenKilohertzCannotHoldIsRemovedRatherThanFolded() {
        float[] out = resample(48_000, List.of(tone(48_000, 10_500, 48_000)));

        assertThat(level(out)).isLessThan(1e-3);
    }

    @Test
    void brokenSamplesAreTolerated() {
        float[] broken = {0.5f, Float.NaN, 7f, -9f, Float.POSITIVE_INFINITY, 0.25f};

        for (int rate : new int[] {8_000, 16_000, 44_100}) {
            for (float sample : resample(rate, List.of(broken, new float[500]))) {
                assertThat(sample).isBetween(-1f, 1f);
            }
        }
    }

    @Test
    void otherRatesAreRefused() {
        assertThatThrownBy(() -> new Resampler(96_000)).hasMessageContaining("96000 Hz");
    }

    private static float[] resample(int rate, List<float[]> pieces) {
        var resampler = new Resampler(rate);
        List<float[]> out = new ArrayList<>();
        pieces.forEach(piece -> out.add(resampler.accept(piece)));
        out.add(resampler.finish());
        return Sounds.join(out.toArray(float[][]::new));
    }

    private static float[] tone(int rate, double hertz, int samples) {
        var tone = new float[samples];
        for (int i = 0; i < samples; i++) {
            tone[i] = (float) (0.5 * Math.sin(2 * Math.PI * hertz * i / rate));
        }
        return tone;
    }

    private static double level(float[] sound) {
        double sum = 0;
        for (int i = 300; i < sound.length - 300; i++) {
            sum += sound[i] * sound[i];
        }
        return Math.sqrt(sum / sound.length);
    }
}
