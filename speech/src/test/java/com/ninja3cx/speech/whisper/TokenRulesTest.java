package com.ninja3cx.speech.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TokenRulesTest {

    private static final int VOCABULARY = 300 + 8 + 99 + 1501;
    private static final SpecialTokens SPECIAL =
            new SpecialTokens(300, 99, VOCABULARY - 1501, false);
    private static final int ZERO = SPECIAL.firstTimestamp();
    private static final int END = SPECIAL.endOfText();

    private final TokenRules rules =
            new TokenRules(SPECIAL, new Suppressed(List.of(7), List.of(32, END)), VOCABULARY);

    @Test
    void withoutTimestampsAllTextIsAllowedButNoTime() {
        assertThat(allowed(false)).contains(32 + 1, 8).doesNotContain(7, 32, END, ZERO);
        assertThat(allowed(false, 8)).contains(8, 32, END).doesNotContain(7, ZERO, ZERO + 9);
    }

    @Test
    void aTextThatGoesOnAfterAnotherMayBeEmpty() {
        assertThat(allowed(false, true)).contains(8, 32, END).doesNotContain(7, ZERO);
    }

    @Test
    void withTimestampsTheTextBeginsWithOneOfAtMostASecond() {
        assertThat(allowed(true)).containsExactly(range(ZERO, ZERO + 51));
    }

    @Test
    void afterTheFirstTimestampComesText() {
        assertThat(allowed(true, ZERO)).contains(8, END).doesNotContain(ZERO, ZERO + 10);
    }

    @Test
    void afterTextComesTextOrALaterTimestamp() {
        assertThat(allowed(true, ZERO + 5, 8))
                .contains(8, 9, END, ZERO + 5, ZERO + 1500)
                .doesNotContain(ZERO + 4, 7);
    }

    @Test
    void anEndMarkIsFollowedByAStartMarkOrTheEnd() {
        assertThat(allowed(true, ZERO, 8, ZERO + 50))
                .contains(END, ZERO + 50, ZERO + 51)
                .doesNotContain(8, ZERO + 49);
        assertThat(allowed(true, ZERO, 8, ZERO + 50, ZERO + 50))
                .contains(8, END)
                .doesNotContain(ZERO + 50, ZERO + 51);
    }

    @Test
    void timeFollowsWhereItIsMoreProbableThanAnyWord() {
        float[] probabilities = new float[VOCABULARY];
        Arrays.fill(probabilities, TokenRules.FORBIDDEN);
        probabilities[8] = (float) Math.log(0.4);
        probabilities[9] = (float) Math.log(0.1);
        probabilities[ZERO + 20] = (float) Math.log(0.3);
        probabilities[ZERO + 21] = (float) Math.log(0.2);
        var trail = Trail.START.then(ZERO, 0).then(8, 0);

        rules.preferTime(trail, true, probabilities);

        assertThat(probabilities[8]).isEqualTo(TokenRules.FORBIDDEN);
        assertThat(Math.exp(probabilities[ZERO + 20])).isCloseTo(0.6, Offset.offset(1e-6));
    }

    @Test
    void aWordFollowsWhereItIsMoreProbableThanAllTimes() {
        float[] probabilities = new float[VOCABULARY];
        Arrays.fill(probabilities, TokenRules.FORBIDDEN);
        probabilities[8] = (float) Math.log(0.5);
        probabilities[ZERO + 20] = (float) Math.log(0.3);
        float[] before = probabilities.clone();

        rules.preferTime(Trail.START.then(ZERO, 0).then(8, 0), true, probabilities);

        assertThat(probabilities).isEqualTo(before);
    }

    private int[] allowed(boolean timestamps, int... tokens) {
        return allowed(timestamps, false, tokens);
    }

    private int[] allowed(boolean timestamps, boolean goesOn, int... tokens) {
        var trail = Trail.START;
        for (int token : tokens) {
            trail = trail.then(token, -1);
        }
        var bias = FloatBuffer.allocate(2 * VOCABULARY);
        bias.position(VOCABULARY);
        rules.write(trail, timestamps, goesOn, bias);
        assertThat(bias.position()).isEqualTo(2 * VOCABULARY);
        return IntStream.range(0, VOCABULARY)
                .filter(token -> bias.get(VOCABULARY + token) == 0)
                .toArray();
    }

    private static int[] range(int from, int to) {
        return IntStream.range(from, to).toArray();
    }
}
