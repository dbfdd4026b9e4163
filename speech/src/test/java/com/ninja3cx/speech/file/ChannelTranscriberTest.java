package com.ninja3cx.speech.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.speech.FakeDecoder;
import com.ninja3cx.speech.RevisedSegment;
import com.ninja3cx.speech.Sounds;
import com.ninja3cx.speech.reading.HotWords;
import com.ninja3cx.speech.vad.LoudnessActivity;
import com.ninja3cx.speech.whisper.Decoded;
import com.ninja3cx.speech.whisper.WindowDecoder.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Windows and places, with a decoder that answers at once.
class ChannelTranscriberTest {

    private final FakeDecoder decoder = new FakeDecoder();
    private final List<RevisedSegment> segments = new ArrayList<>();
    private final ChannelTranscriber transcriber =
            new ChannelTranscriber(
                    new LoudnessActivity(),
                    decoder,
                    Optional.of("fr"),
                    List.of("fr", "en"),
                    HotWords.NONE,
                    segments::add);

    @Test
    void placesInAWindowAreToldAsPlacesInTheCall() {
        decoder.answering(
                window ->
                        pieces(
                                new Decoded.Piece(300, 2_300, "premier", -0.2),
                                new Decoded.Piece(3_200, 5_000, "second", -0.2)));

        transcriber.accept(
                Sounds.join(
                        Sounds.silence(5),
                        Sounds.tone(2, 300, 0.5),
                        Sounds.silence(20),
                        Sounds.tone(2, 300, 0.5),
                        Sounds.silence(1)));
        transcriber.finish();

        assertThat(decoder.windows()).hasSize(1);
        assertThat(segments).extracting(RevisedSegment::text).containsExactly("premier", "second");
        assertThat(segments.getFirst().startMillis()).isBetween(4_800L, 5_100L);
        assertThat(segments.getFirst().endMillis()).isBetween(6_600L, 7_000L);
        assertThat(segments.getLast().startMillis()).isBetween(26_900L, 27_200L);
        assertThat(segments.getLast().endMillis()).isBetween(28_500L, 29_000L);
    }

    @Test
    void aFullWindowIsDecodedBeforeTheCallEnds() {
        for (int i = 0; i < 8; i++) {
            transcriber.accept(Sounds.join(Sounds.tone(6, 300, 0.5), Sounds.silence(1)));
        }
        int during = decoder.windows().size();

        transcriber.finish();

        assertThat(during).isPositive();
        assertThat(decoder.windows()).hasSizeGreaterThan(during).hasSizeLessThan(5);
        assertThat(decoder.windows())
                .allSatisfy(window -> assertThat(window.samples().length).isLessThan(30 * 16_000));
    }

    @Test
    void speechThatTheDecoderLeftUnreadIsReadAgain() {
        decoder.answering(
                window ->
                        window.samples().length > 5 * 16_000
                                ? pieces(new Decoded.Piece(0, 3_000, "début", -0.2))
                                : pieces(new Decoded.Piece(0, 4_500, "suite", -0.2)));

        transcriber.accept(
                Sounds.join(Sounds.tone(3, 300, 0.5), Sounds.silence(1), Sounds.tone(3, 300, 0.5)));
        transcriber.finish();

        assertThat(segments).extracting(RevisedSegment::text).containsExactly("début", "suite");
        assertThat(segments.getLast().startMillis()).isBetween(3_000L, 4_000L);
    }

    @Test
    void aWindowThatStaysUnreadDoesNotGoOnForEver() {
        decoder.answering(window -> pieces(new Decoded.Piece(0, 20, "euh", -0.2)));

        transcriber.accept(Sounds.tone(6, 300, 0.5));
        transcriber.finish();

        assertThat(decoder.windows()).hasSize(1);
    }

    @Test
    void aRefusedPieceLeavesTheOthers() {
        decoder.answering(
                window ->
                        pieces(
                                new Decoded.Piece(0, 1_500, "Le serveur est tombé.", -0.2),
                                new Decoded.Piece(1_500, 1_700, "Merci.", -0.9)));

        transcriber.accept(Sounds.tone(2, 300, 0.5));
        transcriber.finish();

        assertThat(segments)
                .extracting(RevisedSegment::text)
                .containsExactly("Le serveur est tombé.");
    }

    @Test
    void theTextBeforeAWindowIsItsPrompt() {
        decoder.answering(
                window -> pieces(new Decoded.Piece(0, 26_000, "Bonjour, support.", -0.2)));
        transcriber.accept(Sounds.join(Sounds.tone(25, 300, 0.5), Sounds.silence(1)));
        transcriber.accept(Sounds.join(Sounds.tone(25, 300, 0.5), Sounds.silence(1)));
        transcriber.finish();

        assertThat(decoder.windows().stream().map(Window::options))
                .extracting(options -> options.prompt())
                .contains("", "Bonjour, support.");
    }

    @Test
    void frenchThatSoundsLikeEnglishIsReadInTheLanguageThatMakesWords() {
        decoder.hearing(Map.of("fr", 0.1, "en", 0.15, "cy", 0.7))
                .answering(
                        window ->
                                window.options().language().equals(Optional.of("fr"))
                                        ? accented("fr", "Vous utilisez un casque ?", -0.6)
                                        : accented("en", "Vositilize is on cask.", -1.1));

        hearAnything();

        assertThat(segments)
                .extracting(RevisedSegment::text)
                .containsExactly("Vous utilisez un casque ?");
        assertThat(segments).extracting(RevisedSegment::language).containsExactly("fr");
    }

    @Test
    void wordsRefusedInOneLanguageMayStandInAnother() {
        decoder.hearing(Map.of("fr", 0.1, "en", 0.15, "cy", 0.7))
                .answering(
                        window ->
                                window.options().language().equals(Optional.of("fr"))
                                        ? accented("fr", "Le serveur est tombé.", -0.9)
                                        : accented("en", "Thank you for watching.", -0.7));

        hearAnything();

        assertThat(segments)
                .extracting(RevisedSegment::text)
                .containsExactly("Le serveur est tombé.");
    }

    @Test
    void aClearLanguageIsReadOnce() {
        decoder.hearing(Map.of("fr", 0.98, "en", 0.01));

        hearAnything();

        assertThat(decoder.windows()).hasSize(1);
    }

    private void hearAnything() {
        var open =
                new ChannelTranscriber(
                        new LoudnessActivity(),
                        decoder,
                        Optional.empty(),
                        List.of("fr", "en"),
                        HotWords.NONE,
                        segments::add);
        open.accept(Sounds.tone(4, 300, 0.5));
        open.finish();
    }

    private static Decoded accented(String language, String text, double sureness) {
        return new Decoded(
                text,
                List.of(new Decoded.Piece(0, 4_000, text, sureness)),
                language,
                sureness,
                0.05,
                1.1,
                Map.of("fr", 0.1, "en", 0.15, "cy", 0.7),
                false);
    }

    private static Decoded pieces(Decoded.Piece... pieces) {
        var text = new StringBuilder();
        for (Decoded.Piece piece : pieces) {
            text.append(text.isEmpty() ? "" : " ").append(piece.text());
        }
        return new Decoded(text.toString(), List.of(pieces), "fr", -0.2, 0.01, 1.1, false);
    }
}
