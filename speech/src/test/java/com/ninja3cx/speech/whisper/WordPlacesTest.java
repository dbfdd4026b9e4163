package com.ninja3cx.speech.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordPlacesTest {

    private static final List<String> PIECES =
            List.of(" L", "'", "im", "primante", " est", " bloquée", ".", " Oui", " ?");

    private final Tokenizer tokenizer = tokenizer();

    @Test
    void tokensAreJoinedToWordsAndSignsBelongToTheWordBefore() {
        var words = words(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8), 10);

        assertThat(words)
                .extracting(SpokenWord::text)
                .containsExactly("L'imprimante", "est", "bloquée.", "Oui ?");
        assertThat(words.getFirst().startMillis()).isZero();
        assertThat(words.getFirst().endMillis()).isEqualTo(800);
        assertThat(words.get(1).startMillis()).isEqualTo(800);
        assertThat(words).allSatisfy(word -> assertThat(word.probability()).isBetween(0.6, 0.61));
    }

    @Test
    void theSilenceAfterASentenceIsNoPartOfItsLastWord() {
        var frames = List.of(0, 20, 40, 300, 320);

        var words = WordPlaces.of(trails(List.of(4, 5, 6, 7)), frames, tokenizer);

        assertThat(words.get(1).startMillis()).isEqualTo(400);
        assertThat(words.get(1).endMillis()).isLessThanOrEqualTo(1_800);
        assertThat(words.get(2).startMillis()).isEqualTo(6_000);
    }

    @Test
    void theSilenceBeforeASentenceIsNoPartOfItsFirstWord() {
        var words = WordPlaces.of(trails(List.of(4, 5, 7)), List.of(0, 300, 315, 330), tokenizer);

        assertThat(words.getFirst().endMillis()).isEqualTo(6_000);
        assertThat(words.getFirst().startMillis()).isGreaterThan(4_500);
    }

    private List<SpokenWord> words(List<Integer> tokens, int framesEach) {
        var frames = new ArrayList<Integer>();
        for (int i = 0; i <= tokens.size(); i++) {
            frames.add(i * framesEach);
        }
        return WordPlaces.of(trails(tokens), frames, tokenizer);
    }

    private static List<Trail> trails(List<Integer> tokens) {
        var trail = Trail.START;
        for (int token : tokens) {
            trail = trail.then(256 + token, -0.5);
        }
        return trail.steps();
    }

    private static Tokenizer tokenizer() {
        var tokens = new ArrayList<byte[]>();
        for (int b = 0; b < 256; b++) {
            tokens.add(new byte[] {(byte) b});
        }
        PIECES.forEach(piece -> tokens.add(piece.getBytes(StandardCharsets.UTF_8)));
        return new Tokenizer(tokens);
    }
}
