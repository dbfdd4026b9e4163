package com.ninja3cx.speech.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.speech.Said;
import com.ninja3cx.speech.Sounds;
import com.ninja3cx.speech.reading.Context.Before;
import com.ninja3cx.speech.whisper.WindowDecoder.Begun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContextTest {

    private static final int SECOND = Sounds.RATE;

    @Test
    void whatWasSaidLastIsHeardTogetherWithTheUtteranceAndTheRestIsPrompted() {
        var said = said(2, "un", "deux", "trois", "quatre", "cinq");

        Before before = new Context(said).before(10_000, SECOND, "fr");

        assertThat(before.begun().text()).isEqualTo("trois quatre cinq");
        assertThat(before.begun().sound())
                .isEqualTo(
                        Sounds.join(said.get(2).sound(), said.get(3).sound(), said.get(4).sound()));
        assertThat(before.prompt()).isEqualTo("un deux");
    }

    @Test
    void noMoreSoundIsHeardTogetherThanTwelveSeconds() {
        var context = new Context(said(3, "un", "deux", "trois"));

        assertThat(begun(context, 3 * SECOND)).isEqualTo("un deux trois");
        assertThat(begun(context, 3 * SECOND + 1)).isEqualTo("deux trois");
        assertThat(begun(context, 9 * SECOND)).isEqualTo("trois");
        assertThat(context.before(9_000, 9 * SECOND + 1, "fr").begun().isNothing()).isTrue();
        assertThat(context.before(9_000, 20 * SECOND, "fr").prompt()).isEqualTo("un deux trois");
    }

    @Test
    void whatWasSaidLongAgoInAnotherLanguageOrWithoutSoundIsNotHeardTogether() {
        var old = new Context(said(2, "un", "deux"));
        assertThat(old.before(32_001, SECOND, "fr").begun().text()).isEqualTo("deux");
        assertThat(old.before(34_001, SECOND, "fr").begun()).matches(Begun::isNothing);
        assertThat(old.before(34_001, SECOND, "fr").prompt()).isEqualTo("un deux");

        assertThat(old.before(4_000, SECOND, "en").begun()).matches(Begun::isNothing);

        var lost = new ArrayList<>(said(2, "un", "deux", "trois"));
        lost.set(1, new Said(2_000, 4_000, "deux", "fr", new float[0]));
        Before before = new Context(lost).before(6_000, SECOND, "fr");
        assertThat(before.begun().text()).isEqualTo("trois");
        assertThat(before.prompt()).isEqualTo("un deux");
    }

    @Test
    void aResumedStreamHasTheSameAsOneThatRanThrough() {
        var all = said(2, "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit");
        var through = new Context(List.of());
        for (int i = 0; i < all.size(); i++) {
            through.add(all.get(i));
            List<Said> latest = all.subList(Math.max(0, i + 1 - Said.MOST), i + 1);
            var without =
                    IntStream.range(0, latest.size())
                            .mapToObj(
                                    k ->
                                            k < latest.size() - Said.MOST_WITH_SOUND
                                                    ? silent(latest.get(k))
                                                    : latest.get(k))
                            .toList();
            long next = all.get(i).endMillis();

            Before resumed = new Context(without).before(next, 2 * SECOND, "fr");

            Before ran = through.before(next, 2 * SECOND, "fr");
            assertThat(resumed.prompt()).isEqualTo(ran.prompt());
            assertThat(resumed.begun().text()).isEqualTo(ran.begun().text());
            assertThat(resumed.begun().sound()).isEqualTo(ran.begun().sound());
            assertThat(new Context(without).prompt()).isEqualTo(through.prompt());
        }
    }

    private static String begun(Context context, int samples) {
        return context.before(9_000, samples, "fr").begun().text();
    }

    private static Said silent(Said said) {
        return new Said(
                said.startMillis(), said.endMillis(), said.text(), said.language(), new float[0]);
    }

    /// One after the other, each of so many seconds.
    private static List<Said> said(int seconds, String... texts) {
        var said = new ArrayList<Said>();
        for (String text : texts) {
            long start = said.size() * seconds * 1_000L;
            float[] sound = new float[seconds * SECOND];
            Arrays.fill(sound, 0.1f * (said.size() + 1));
            said.add(new Said(start, start + seconds * 1_000L, text, "fr", sound));
        }
        return said;
    }
}
