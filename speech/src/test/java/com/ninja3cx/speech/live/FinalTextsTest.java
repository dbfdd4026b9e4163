package com.ninja3cx.speech.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.ninja3cx.speech.FakeDecoder;
import com.ninja3cx.speech.RecognizerEvent;
import com.ninja3cx.speech.RecognizerEvent.Final;
import com.ninja3cx.speech.Sounds;
import com.ninja3cx.speech.StreamOptions;
import com.ninja3cx.speech.audio.Samples;
import com.ninja3cx.speech.reading.HotWords;
import com.ninja3cx.speech.vad.EndpointEvent.Utterance;
import com.ninja3cx.speech.whisper.Decoded;
import com.ninja3cx.speech.whisper.WindowDecoder.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FinalTextsTest {

    private static final int ROLL = 250 * Samples.PER_MILLI;
    private static final int SPEECH = 1_500 * Samples.PER_MILLI;

    private final List<Final> told = new ArrayList<>();
    private final FakeDecoder decoder = new FakeDecoder();
    private final FinalTexts texts = new FinalTexts(decoder, HotWords.NONE, new Tally());
    private final Reading reading =
            new Reading(StreamOptions.fromStart(Optional.empty()), List.of("fr", "en"), this::hear);

    @Test
    void anUtteranceInDoubtIsHeardTogetherWithTheSpeechOfThoseBefore() {
        decoder.answering(window -> said(window, "Texte " + told.size(), -0.1));
        List<Utterance> said = List.of(utterance(0), utterance(1), utterance(2));
        said.subList(0, 2).forEach(this::read);
        decoder.answering(
                window ->
                        alone(window)
                                ? said(window, "Tests te", -0.6)
                                : said(window, "Texte 2", -0.4));

        read(said.getLast());

        Window last = decoder.windows().getLast();
        assertThat(last.samples()).isSameAs(said.getLast().samples());
        assertThat(last.begun().text()).isEqualTo("Texte 0 Texte 1");
        assertThat(last.begun().sound())
                .isEqualTo(Sounds.join(speech(said.get(0)), speech(said.get(1))));
        // What was read before depends on the load; final texts must not.
        assertThat(decoder.windows()).extracting(Window::guess).containsOnly("");
        assertThat(told).extracting(Final::text).containsExactly("Texte 0", "Texte 1", "Texte 2");
        assertThat(told)
                .extracting(Final::startMillis, Final::endMillis)
                .containsExactly(tuple(250L, 1_750L), tuple(3_250L, 4_750L), tuple(6_250L, 7_750L));
    }

    @Test
    void theLanguageIsJudgedOnceFromTheSoundThatIsReadAnyhow() {
        decoder.answering(window -> said(window, "Texte", -0.1));

        read(utterance(0));
        read(utterance(1));

        assertThat(decoder.judged()).hasSize(2);
        for (int i = 0; i < 2; i++) {
            Window judged = decoder.judged().get(i);
            Window read = decoder.windows().get(i);
            assertThat(judged.samples()).isSameAs(read.samples());
            assertThat(judged.options().leastSeconds()).isEqualTo(read.options().leastSeconds());
        }
    }

    @Test
    void aSureTextIsReadOnce() {
        decoder.answering(window -> said(window, "Texte " + told.size(), -0.1));

        read(utterance(0));
        read(utterance(1));

        assertThat(decoder.windows()).hasSize(2).allMatch(FinalTextsTest::alone);
    }

    @Test
    void aTextThatGetsNoSurerStays() {
        decoder.answering(
                window ->
                        said(
                                window,
                                alone(window) ? "seul" : "à deux",
                                alone(window) ? -0.5 : -0.6));

        read(utterance(0));
        read(utterance(1));

        assertThat(told).extracting(Final::text).containsExactly("seul", "seul");
        assertThat(decoder.windows()).hasSize(3);
    }

    @Test
    void aSentenceInAnotherLanguageIsWeighedInBothAndNotHeardWithWhatWasSaidBefore() {
        decoder.answering(window -> decoded(window, "fr", -0.1));
        read(utterance(0));
        decoder.answering(window -> decoded(window, "en", english(window) ? -0.3 : -0.8));

        read(utterance(1));

        assertThat(decoder.windows())
                .allMatch(FinalTextsTest::alone)
                .extracting(FinalTextsTest::english)
                .containsExactly(false, false, true);
        assertThat(told).extracting(Final::language).containsExactly("fr", "en");
    }

    @Test
    void aTextThatSoundsLikeAnotherLanguageStaysWhereItsWordsFitBetter() {
        decoder.answering(window -> decoded(window, "fr", -0.1));
        read(utterance(0));
        decoder.answering(window -> decoded(window, "en", english(window) ? -1.5 : -0.15));

        read(utterance(1));

        assertThat(told).extracting(Final::language).containsExactly("fr", "fr");
    }

    private void hear(RecognizerEvent event) {
        if (event instanceof Final text) {
            told.add(text);
        }
    }

    private void read(Utterance utterance) {
        var job = new Job.Final(told.size(), utterance, 0);
        texts.read(new Work.Finals(List.of(new Lane(reading)), List.of(job)));
    }

    private static boolean alone(Window window) {
        return window.begun().isNothing();
    }

    private static Decoded said(Window window, String text, double sureness) {
        return FakeDecoder.decoded(window, text, sureness, 0.02, false);
    }

    private static boolean english(Window window) {
        return window.options().language().equals(Optional.of("en"));
    }

    /// Words in the language asked for, of a sound that is like `like`.
    private Decoded decoded(Window window, String like, double sureness) {
        return new Decoded(
                english(window)
                        ? "How can I help you today"
                        : "Bonjour à tout le monde pour la fois " + told.size(),
                List.of(),
                window.options().language().orElseThrow(),
                sureness,
                0.02,
                1.1,
                Map.of(like, 0.95, like.equals("fr") ? "en" : "fr", 0.04),
                false);
    }

    /// The one of this number: three seconds apart, each with a roll before and after its speech.
    private static Utterance utterance(int number) {
        long start = number * 3_000L * Samples.PER_MILLI;
        float[] samples = Sounds.noise(2, 0.3, number + 1);
        return new Utterance(start, samples, start + ROLL, start + ROLL + SPEECH, 1_500);
    }

    private static float[] speech(Utterance utterance) {
        return Arrays.copyOfRange(utterance.samples(), ROLL, ROLL + SPEECH);
    }
}
