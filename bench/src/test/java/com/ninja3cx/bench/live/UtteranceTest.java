package com.ninja3cx.bench.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.bench.live.HeardChannel.Seen;
import com.ninja3cx.speech.RecognizerEvent;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UtteranceTest {

    @Test
    void aWordShowsForGoodWhenItIsNotTakenBackAnyMore() {
        Utterance utterance =
                utterance(
                        partial(1_000, "le chat", 1),
                        partial(2_000, "le chien et", 1),
                        partial(3_000, "le chat est là", 2),
                        last(4_000, "Le chat est là."));

        assertThat(shown(utterance, "le", "chat", "est", "là"))
                .containsExactly(1_000, 3_000, 3_000, 3_000);
        assertThat(utterance.brokenPromises()).isZero();
    }

    @Test
    void aWordSaidTwiceIsNotShownBeforeItsTime() {
        Utterance utterance = utterance(partial(1_000, "oui", 0), last(2_000, "oui je dis oui"));

        assertThat(shown(utterance, "oui", "je", "dis", "oui"))
                .containsExactly(1_000, 2_000, 2_000, 2_000);
    }

    @Test
    void stableWordsThatChangeAreCounted() {
        Utterance utterance =
                utterance(
                        partial(1_000, "le chat dort", 2),
                        partial(2_000, "le rat dort", 3),
                        last(3_000, "le rat sort"));

        assertThat(utterance.brokenPromises()).isEqualTo(2);
        assertThat(utterance.promises()).isEqualTo(3);
    }

    private static long[] shown(Utterance utterance, String... words) {
        ShownWords shown = utterance.shown(List.of(words));
        return IntStream.range(0, words.length).mapToLong(shown::shownMicros).toArray();
    }

    private static Utterance utterance(Seen... seen) {
        return Objects.requireNonNull(Utterance.of(List.of(seen)).get(7L));
    }

    private static Seen partial(long micros, String text, int stable) {
        return new Seen(micros, new RecognizerEvent.Partial(7, 0, 500, text, stable));
    }

    private static Seen last(long micros, String text) {
        return new Seen(micros, new RecognizerEvent.Final(7, 0, 500, text, "fr", 0.9, List.of()));
    }
}
