package com.ninja3cx.speech.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TokenPlacesTest {

    private static final int FRAMES = 100;

    @Test
    void aTokenBeginsWhereTheDecoderBeginsToLookForIt() {
        // One row before the text, one for each of three tokens, one for the end.
        var looks = new float[][] {looks(1, new int[] {10, 30, 60, 80})};

        List<Integer> starts = TokenPlaces.find(looks, 5, 0, FRAMES, 0);

        assertThat(starts).hasSize(4);
        assertThat(starts.get(1)).isBetween(17, 33);
        assertThat(starts.get(2)).isBetween(42, 63);
        assertThat(starts.get(3)).isBetween(67, 83);
        assertThat(starts).isSorted();
    }

    @Test
    void whatIsLookedAtByAllTokensTellsNothing() {
        float[] looks = looks(2, new int[] {10, 30, 60, 80});
        for (int row = 0; row < 5; row++) {
            looks[row * FRAMES + 95] = 5;
        }

        List<Integer> starts = TokenPlaces.find(new float[][] {looks}, 5, 0, FRAMES, 0);

        assertThat(starts.get(3)).isBetween(67, 83);
    }

    @Test
    void framesAfterTheSoundAreNotUsed() {
        var looks = new float[][] {looks(3, new int[] {10, 30, 60, 80})};

        assertThat(TokenPlaces.find(looks, 5, 0, 50, 0)).allMatch(frame -> frame < 50);
        assertThat(TokenPlaces.find(looks, 5, 0, 1, 0)).allMatch(frame -> frame == 0);
    }

    @Test
    void placesCountFromWhereTheSoundOfTheTokensBegins() {
        // Three rows of what is known, said before frame 40, then as above.
        var looks = new float[][] {looks(4, new int[] {5, 15, 30, 50, 70, 90})};

        List<Integer> starts = TokenPlaces.find(looks, 7, 40, FRAMES, 3);

        assertThat(starts).hasSize(3);
        assertThat(starts.get(0)).isZero();
        assertThat(starts.get(1)).isBetween(10, 30);
        assertThat(starts.get(2)).isBetween(30, 50);
        assertThat(starts).isSorted();
    }

    private static float[] looks(long seed, int[] places) {
        var random = new Random(seed);
        var looks = new float[(places.length + 1) * FRAMES];
        for (int row = 0; row <= places.length; row++) {
            int place = places[Math.min(row, places.length - 1)];
            for (int t = 0; t < FRAMES; t++) {
                double near = Math.exp(-Math.pow((t - place) / 5.0, 2));
                looks[row * FRAMES + t] = (float) (near + 0.01 * random.nextDouble());
            }
        }
        return looks;
    }

    @Test
    void theMedianOfSevenIsTheFourthInOrder() {
        var random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            double[] values = random.ints(9, 0, 6).asDoubleStream().toArray();
            double[] sorted = Arrays.copyOfRange(values, 1, 8);
            Arrays.sort(sorted);

            assertThat(TokenPlaces.median(values, 1)).isEqualTo(sorted[3]);
        }
    }
}
