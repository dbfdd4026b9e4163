package com.ninja3cx.speech.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.speech.FakeDecoder;
import com.ninja3cx.speech.RecognizerEvent;
import com.ninja3cx.speech.Said;
import com.ninja3cx.speech.Sounds;
import com.ninja3cx.speech.StreamOptions;
import com.ninja3cx.speech.audio.Samples;
import com.ninja3cx.speech.whisper.Decoded;
import com.ninja3cx.speech.whisper.WindowDecoder.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GlimpsingTest {

    private static final StreamOptions AFTER_A_GREETING =
            new StreamOptions(
                    Optional.of("fr"),
                    2_000,
                    1,
                    List.of(new Said(100, 1_900, "Bonjour, ici Claire.", "fr", new float[0])));

    private final List<RecognizerEvent> shown = new ArrayList<>();
    private final FakeDecoder decoder = new FakeDecoder();
    private double busy;

    @Test
    void aQuickReadingInDoubtIsReadWithCareAndWithWhatWasSaidBefore() {
        decoder.answering(window -> quick(window) ? text(window, -0.6) : text(window, -0.1));

        look();

        assertThat(shown).extracting(GlimpsingTest::words).containsExactly("careful");
        assertThat(decoder.windows())
                .extracting(window -> window.options().prompt())
                .containsExactly("", "Bonjour, ici Claire.");
        assertThat(decoder.windows()).extracting(Window::guess).containsExactly("", "quick");
    }

    @Test
    void wordsThatMakeNoSenseAreNoGuess() {
        decoder.answering(
                window -> FakeDecoder.decoded(window, "et et et", -0.6, 0.02, quick(window)));

        look();

        assertThat(decoder.windows()).extracting(Window::guess).containsExactly("", "");
    }

    @Test
    void behindACutNothingIsGuessed() {
        decoder.answering(window -> text(window, -0.1));
        var lane = lane();
        look(lane, 7);

        look(lane, 12);

        assertThat(decoder.windows()).extracting(Window::guess).containsExactly("", "quick", "");
    }

    @Test
    void theLanguageIsJudgedFromTheSoundThatIsLookedAtAnyhow() {
        decoder.answering(window -> text(window, -0.1));
        var unknown = new StreamOptions(Optional.empty(), 2_000, 1, List.of());

        look(new Lane(new Reading(unknown, List.of("fr", "en"), shown::add)));

        assertThat(decoder.judged())
                .singleElement()
                .satisfies(
                        judged -> {
                            Window read = decoder.windows().getFirst();
                            assertThat(judged.samples()).isSameAs(read.samples());
                            assertThat(judged.options().leastSeconds())
                                    .isEqualTo(read.options().leastSeconds());
                        });
    }

    @Test
    void aSureReadingIsShownAsItIs() {
        decoder.answering(window -> text(window, -0.2));

        look();

        assertThat(shown).extracting(GlimpsingTest::words).containsExactly("quick");
    }

    @Test
    void carefulWordsThatAreLessSureAreNotShown() {
        decoder.answering(window -> text(window, quick(window) ? -0.4 : -0.7));

        look();

        assertThat(shown).extracting(GlimpsingTest::words).containsExactly("quick");
    }

    @Test
    void anUtteranceOnceInDoubtIsReadWithCareFromTheStart() {
        decoder.answering(window -> quick(window) ? text(window, -0.6) : text(window, -0.1));
        var lane = lane();
        look(lane);
        decoder.answering(window -> quick(window) ? text(window, -0.2) : text(window, -0.3));

        look(lane);

        assertThat(decoder.windows())
                .extracting(GlimpsingTest::quick)
                .containsExactly(true, false, false);
        assertThat(decoder.windows().getLast().guess()).isEqualTo("careful");
        assertThat(shown).extracting(GlimpsingTest::words).containsOnly("careful");
    }

    @Test
    void whatCareFindsNoWordsInIsReadQuickly() {
        decoder.answering(window -> quick(window) ? text(window, -0.6) : text(window, -0.1));
        var lane = lane();
        look(lane);
        decoder.answering(
                window ->
                        quick(window)
                                ? text(window, -0.2)
                                : FakeDecoder.decoded(window, "", -0.1, 0.02, false));

        look(lane);

        assertThat(shown).extracting(GlimpsingTest::words).containsExactly("careful", "quick");
    }

    @Test
    void aLookInDoubtIsHeardTogetherWithWhatWasSaidBefore() {
        decoder.answering(window -> quick(window) ? text(window, -0.6) : text(window, -0.1));
        float[] sound = Sounds.noise(2, 0.3, 1);
        var said = new Said(0, 2_000, "Bonjour, ici Claire.", "fr", sound);

        look(
                new Lane(
                        new Reading(
                                new StreamOptions(Optional.of("fr"), 2_000, 1, List.of(said)),
                                List.of("fr"),
                                shown::add)));

        assertThat(decoder.careful())
                .singleElement()
                .satisfies(
                        window -> {
                            assertThat(window.begun().text()).isEqualTo("Bonjour, ici Claire.");
                            assertThat(window.begun().sound()).isEqualTo(sound);
                            assertThat(window.options().prompt()).isEmpty();
                        });
    }

    @Test
    void theBusierTheMachineTheMoreDoubtfulWhatIsReadWithCare() {
        decoder.answering(window -> text(window, -0.3));
        look();
        busy = 0.9;
        look();
        decoder.answering(window -> text(window, -0.9));
        look();

        assertThat(decoder.windows())
                .extracting(GlimpsingTest::quick)
                .containsExactly(true, false, true, true, false);
    }

    @Test
    void wordsOfAReadingThatIsNotSureDoNotBecomeStable() {
        busy = 0.8;
        decoder.answering(window -> text(window, -0.3));
        var lane = lane();
        look(lane, 2);
        look(lane, 5);
        assertThat(shown).extracting(GlimpsingTest::stable).containsExactly(0, 0);

        decoder.answering(window -> text(window, -0.1));
        look(lane, 8);
        look(lane, 11);
        assertThat(shown).extracting(GlimpsingTest::stable).containsExactly(0, 0, 0, 1);
    }

    @Test
    void wordsAfterAnUnsureBeginningDoNotBecomeStable() {
        busy = 0.8;
        decoder.answering(window -> text(window, window.samples().length > 100_000 ? -0.1 : -0.3));
        var lane = lane();

        look(lane, 12);
        look(lane, 15);

        assertThat(shown).extracting(GlimpsingTest::stable).containsExactly(0, 0);
    }

    @Test
    void aMachineWithoutAnyTimeLeftReadsOnceAndQuickly() {
        decoder.answering(window -> text(window, -0.6));
        var lane = lane();
        look(lane);
        busy = 1;

        look(lane);

        assertThat(decoder.windows())
                .extracting(GlimpsingTest::quick)
                .containsExactly(true, false, true);
    }

    private void look() {
        look(lane());
    }

    private Lane lane() {
        return new Lane(new Reading(AFTER_A_GREETING, List.of("fr", "en"), shown::add));
    }

    private void look(Lane lane) {
        look(lane, 2);
    }

    private void look(Lane lane, int seconds) {
        var sound = new float[seconds * Samples.PER_MILLI * 1_000];
        var glimpse = Glimpse.speaking(1, 2_000 * Samples.PER_MILLI, sound);
        new Glimpsing(decoder, new Tally(), () -> busy)
                .read(new Work.Glimpses(List.of(lane), List.of(glimpse)));
    }

    private static boolean quick(Window window) {
        return window.options().beamSize() == 1;
    }

    private static Decoded text(Window window, double sureness) {
        return FakeDecoder.decoded(
                window, quick(window) ? "quick" : "careful", sureness, 0.02, false);
    }

    private static int stable(RecognizerEvent event) {
        return ((RecognizerEvent.Partial) event).stableWords();
    }

    private static String words(RecognizerEvent event) {
        return ((RecognizerEvent.Partial) event).text();
    }
}
