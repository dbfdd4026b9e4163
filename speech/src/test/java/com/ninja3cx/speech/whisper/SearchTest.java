package com.ninja3cx.speech.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SearchTest {

    private static final int END = 3;

    /// Token 0 looks best at first, but what follows token 1 is much surer.
    private static float[] trap(Trail trail) {
        if (trail.length() == 0) {
            return logs(0.55, 0.4, 0.04, 0.01);
        }
        boolean sure = trail.steps().getFirst().token() == 1;
        return sure
                ? trail.length() < 3 ? logs(0.01, 0.01, 0.97, 0.01) : logs(0.01, 0.01, 0.01, 0.97)
                : logs(0.3, 0.3, 0.2, 0.2);
    }

    @Test
    void aBeamFindsTheBetterTextBehindTheWorseBeginning() {
        var search = run(new BeamSearch(3, END, 10), SearchTest::trap);

        assertThat(tokens(search.best())).containsExactly(1, 2, 2);
    }

    @Test
    void aBeamOfOneTakesTheMostProbableTokenEachTime() {
        Function<Trail, float[]> model =
                trail -> trail.length() < 2 ? logs(0.2, 0.5, 0.2, 0.1) : logs(0.2, 0.1, 0.1, 0.6);

        var search = run(new BeamSearch(1, END, 10), model);

        assertThat(tokens(search.best())).containsExactly(1, 1);
        assertThat(search.best().sum())
                .isCloseTo(2 * Math.log(0.5) + Math.log(0.6), Offset.offset(1e-6));
    }

    @Test
    void aSearchOfOneTrailFollowsAGuessThatItWouldTakeItself() {
        var search = new BeamSearch(1, END, 10);

        assertThat(search.follow(2, logs(0.3, 0.4, 0.2, 0.1))).isFalse();
        assertThat(search.follow(1, logs(0.3, 0.4, 0.2, 0.1))).isTrue();
        assertThat(search.alive()).extracting(Trail::token).containsExactly(1);
        assertThat(search.alive().getFirst().sum()).isCloseTo(Math.log(0.4), Offset.offset(1e-6));
    }

    @Test
    void aWiderSearchFollowsAGuessOnlyWhereItIsMoreProbableThanAllElse() {
        var search = new BeamSearch(3, END, 10);

        assertThat(search.follow(1, logs(0.3, 0.4, 0.2, 0.1))).isFalse();
        assertThat(search.follow(1, logs(0.2, 0.6, 0.1, 0.1))).isTrue();

        search.advance(List.of(logs(0.3, 0.4, 0.2, 0.1)));
        assertThat(search.alive()).hasSize(3);
        assertThat(search.alive())
                .allSatisfy(trail -> assertThat(trail.previous().token()).isEqualTo(1));
        assertThat(search.follow(1, logs(0.2, 0.6, 0.1, 0.1))).isFalse();
    }

    @Test
    void neitherTheEndNorTheLastTokenAllowedIsFollowed() {
        for (int width : new int[] {1, 3}) {
            var search = new BeamSearch(width, END, 2);

            assertThat(search.follow(END, logs(0.1, 0.1, 0.1, 0.7))).isFalse();
            assertThat(search.follow(0, logs(0.7, 0.1, 0.1, 0.1))).isTrue();
            assertThat(search.follow(0, logs(0.7, 0.1, 0.1, 0.1))).isFalse();
            search.advance(List.of(logs(0.7, 0.1, 0.1, 0.1)));
            assertThat(search.finished()).isTrue();
            assertThat(tokens(search.best())).containsExactly(0, 0);
        }
    }

    @Test
    void followingWhatIsMostProbableIsTheGreedyChoice() {
        var random = new Random(7);
        for (int round = 0; round < 200; round++) {
            var rows = new ArrayList<float[]>();
            for (int i = 0; i < 9; i++) {
                rows.add(drawn(random));
            }
            // Two that are equally probable.
            rows.getFirst()[5] = 1;
            rows.getFirst()[2] = 1;
            var greedy = new BeamSearch(1, END, 9);
            var guided = new BeamSearch(1, END, 9);

            for (int i = 0; !greedy.finished(); i++) {
                float[] row = rows.get(i);
                greedy.advance(List.of(row));
                int taken = greedy.alive().getFirst().token();
                if (!guided.follow(taken, row)) {
                    guided.advance(List.of(row));
                }
            }

            assertThat(guided.finished()).isTrue();
            assertThat(tokens(guided.best())).isEqualTo(tokens(greedy.best()));
            assertThat(guided.best().sum()).isEqualTo(greedy.best().sum());
        }
    }

    @Test
    void aTextThatNeverEndsIsCutAtTheLimit() {
        Function<Trail, float[]> endless = _ -> logs(0.9, 0.05, 0.05, 0);

        for (int width : new int[] {1, 2}) {
            var search = run(new BeamSearch(width, END, 7), endless);
            assertThat(tokens(search.best())).containsExactly(0, 0, 0, 0, 0, 0, 0);
        }
        assertThat(run(new Sampling(3, 0.2, END, 7, new Random(1)), endless).best().length())
                .isEqualTo(7);
    }

    @Test
    void noTextAtAllIsAnAnswer() {
        Function<Trail, float[]> silent = _ -> logs(0.01, 0.01, 0.01, 0.97);

        assertThat(tokens(run(new BeamSearch(2, END, 7), silent).best())).isEmpty();
        assertThat(tokens(run(new Sampling(5, 0.2, END, 7, new Random(1)), silent).best()))
                .isEmpty();
    }

    @Test
    void parentsAreTheRowsThatTheNewTrailsContinue() {
        var search = new BeamSearch(4, END, 9);
        var random = new Random(3);
        while (!search.finished()) {
            var before = search.alive();
            var rows = new ArrayList<float[]>();
            before.forEach(_ -> rows.add(drawn(random)));

            int[] parents = search.advance(rows);

            for (int i = 0; i < parents.length; i++) {
                assertThat(search.alive().get(i).previous()).isSameAs(before.get(parents[i]));
            }
        }
    }

    @Test
    void theSameSeedDrawsTheSameText() {
        var first = run(new Sampling(5, 1, END, 20, new Random(9)), SearchTest::trap);
        var second = run(new Sampling(5, 1, END, 20, new Random(9)), SearchTest::trap);

        assertThat(tokens(first.best())).isEqualTo(tokens(second.best()));
    }

    @Test
    void trailsShareTheirBeginningUpToWhereTheyPart() {
        var common = Trail.START.then(1, 0).then(2, 0);
        var left = common.then(3, 0).then(4, 0);
        var right = common.then(5, 0).then(4, 0);

        assertThat(Trail.shared(left, right)).isEqualTo(2);
        assertThat(Trail.shared(left, left)).isEqualTo(4);
        assertThat(Trail.shared(Trail.START.then(1, 0), Trail.START.then(1, 0))).isZero();
    }

    private static Search run(Search search, Function<Trail, float[]> model) {
        for (int step = 0; !search.finished(); step++) {
            assertThat(step).isLessThan(100);
            search.advance(search.alive().stream().map(model).toList());
        }
        return search;
    }

    private static List<Integer> tokens(Trail trail) {
        return trail.steps().stream().map(Trail::token).toList();
    }

    private static float[] logs(double... probabilities) {
        float[] logs = new float[probabilities.length];
        for (int i = 0; i < logs.length; i++) {
            logs[i] =
                    probabilities[i] == 0
                            ? TokenRules.FORBIDDEN
                            : (float) Math.log(probabilities[i]);
        }
        return logs;
    }

    private static float[] drawn(Random random) {
        float[] logs = new float[12];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = -5 * random.nextFloat();
        }
        return logs;
    }
}
