package com.ninja3cx.speech.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.speech.FakeDecoder;
import com.ninja3cx.speech.reading.UtteranceReader.Request;
import com.ninja3cx.speech.whisper.Decoded;
import com.ninja3cx.speech.whisper.WindowDecoder.Begun;
import com.ninja3cx.speech.whisper.WindowDecoder.Window;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class UtteranceReaderTest {

    private static final Begun BEGUN = new Begun(new float[16_000], "Oui, vous pouvez me rappeler");

    private final FakeDecoder decoder = new FakeDecoder();
    private final UtteranceReader reader =
            new UtteranceReader(decoder, InventionGuard.standard(), HotWords.NONE);

    @Test
    void aTextThatLooksRightIsTakenAsItIs() {
        assertThat(read(answer -> FakeDecoder.text(answer, "Très bien."), "Bonjour."))
                .contains("Très bien.");
        assertThat(decoder.windows()).hasSize(1);
    }

    @Test
    void aLoopThatThePromptStartedIsReadAgainWithoutIt() {
        Function<Window, Decoded> loops =
                window ->
                        window.options().prompt().isEmpty()
                                ? FakeDecoder.text(window, "Sophie Bernard.")
                                : FakeDecoder.decoded(window, "oui oui oui oui", -0.3, 0, true);

        assertThat(read(loops, "oui oui")).contains("Sophie Bernard.");
    }

    @Test
    void aTextThatOnlyRepeatsThePromptIsReadAgainWithoutIt() {
        Function<Window, Decoded> echo =
                window ->
                        FakeDecoder.text(
                                window,
                                window.options().prompt().isEmpty()
                                        ? "D'accord."
                                        : "vous pouvez me rappeler");

        assertThat(read(echo, "Bonjour, vous pouvez me rappeler")).contains("D'accord.");
    }

    @Test
    void aTextGoesOnAfterWhatWasSaidBefore() {
        decoder.answering(window -> FakeDecoder.text(window, "Demain matin."));

        assertThat(goingOn()).contains("Demain matin.");
        assertThat(decoder.windows()).hasSize(1);
        assertThat(decoder.windows().getFirst().begun()).isSameAs(BEGUN);
        assertThat(decoder.windows().getFirst().options().prompt()).isEqualTo("Allô ?");
    }

    @Test
    void nothingAndWhatWasSaidBeforeOnceMoreAreNoTextThatGoesOn() {
        for (String wrong :
                List.of("", "vous pouvez me rappeler", "Merci d'avoir regardé cette vidéo.")) {
            decoder.answering(window -> FakeDecoder.decoded(window, wrong, -0.5, 0.02, false));

            assertThat(goingOn()).isEmpty();
        }
    }

    @Test
    void whatMayBeInventedIsJudgedByTheSoundOfTheWindowAlone() {
        decoder.answering(
                window ->
                        FakeDecoder.decoded(
                                window, "Merci d'avoir regardé cette vidéo.", -0.3, 0.02, false));

        assertThat(goingOn(0.02)).isPresent();
        assertThat(goingOn(0.5)).isEmpty();
    }

    private Optional<String> goingOn() {
        return goingOn(0.02);
    }

    private Optional<String> goingOn(double noSpeech) {
        var request =
                new Request(
                        new float[32_000], UtteranceReader.careful("fr", "Allô ?"), 1_900, BEGUN);
        Decoded alone =
                FakeDecoder.decoded(
                        new Window(request.samples(), request.options()),
                        "…",
                        -0.6,
                        noSpeech,
                        false);
        return reader.goOn(List.of(request), List.of(alone)).getFirst().map(Decoded::text);
    }

    @Test
    void whatIsWrongBothWaysIsNotShown() {
        assertThat(read(window -> FakeDecoder.decoded(window, "la la la", -0.3, 0, true), "Oui."))
                .isEmpty();
    }

    @Test
    void eachWindowOfABatchKeepsItsPlace() {
        decoder.answering(window -> FakeDecoder.text(window, "fenêtre " + window.samples().length));
        var options = UtteranceReader.careful("fr", "");

        var texts =
                reader.read(
                        List.of(
                                new Request(new float[16_000], options, 900),
                                new Request(new float[32_000], options, 1_800)));

        assertThat(texts)
                .extracting(text -> text.map(Decoded::text).orElse(""))
                .containsExactly("fenêtre 16000", "fenêtre 32000");
    }

    @Test
    void namesKnownBeforehandStandBeforeWhatWasSaid() {
        decoder.answering(window -> FakeDecoder.text(window, "Bonjour, c'est Durand."));

        assertThat(named("Oui.")).contains("Bonjour, c'est Durand.");
        assertThat(decoder.windows())
                .extracting(window -> window.options().prompt())
                .containsExactly("Durand, Nexthink. Oui.");
    }

    @Test
    void namesThatOnlyThePromptMadeAreNotShown() {
        decoder.answering(
                window ->
                        window.options().prompt().isEmpty()
                                ? FakeDecoder.decoded(window, "Merci.", -1.2, 0.7, false)
                                : FakeDecoder.text(window, "Nexthink, Durand."));

        assertThat(named("")).isEmpty();
    }

    @Test
    void theSoundItselfGoesBeforeNamesThatItDoesNotResemble() {
        decoder.answering(
                window ->
                        FakeDecoder.text(
                                window,
                                window.options().prompt().isEmpty() ? "D'accord." : "Nexthink."));

        assertThat(named("")).contains("D'accord.");
    }

    @Test
    void aNameSaidAloneIsWrittenAsItIsKnown() {
        decoder.answering(
                window ->
                        FakeDecoder.decoded(
                                window,
                                window.options().prompt().isEmpty() ? "Du rang." : "Durand.",
                                window.options().prompt().isEmpty() ? -0.5 : -0.2,
                                0.02,
                                false));

        assertThat(named("")).contains("Durand.");
    }

    private Optional<String> named(String said) {
        var knowing =
                new UtteranceReader(
                        decoder, InventionGuard.standard(), HotWords.of("Durand; Nexthink"));
        var request = new Request(new float[32_000], UtteranceReader.careful("fr", said), 1_900);
        return knowing.read(List.of(request)).getFirst().map(Decoded::text);
    }

    private Optional<String> read(Function<Window, Decoded> answer, String prompt) {
        decoder.answering(answer);
        var request = new Request(new float[32_000], UtteranceReader.careful("fr", prompt), 1_900);
        return reader.read(List.of(request)).getFirst().map(Decoded::text);
    }
}
