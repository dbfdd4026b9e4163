package com.ninja3cx.speech.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.ninja3cx.speech.weights.TinyModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ReadingTest {

    private static final int TEXT = TinyModel.tokens().size();
    private static final SpecialTokens SPECIAL = new SpecialTokens(TEXT, 99, TEXT + 8 + 99, false);
    private final Tokenizer tokenizer = new Tokenizer(TinyModel.tokens());

    @Test
    void eachPairOfMarksMakesAPiece() {
        var reading = reading(10, at(0), "bon", at(2000), at(2500), "jour", at(4000));

        assertThat(reading.pieces(SPECIAL, tokenizer))
                .extracting(
                        Decoded.Piece::startMillis, Decoded.Piece::endMillis, Decoded.Piece::text)
                .containsExactly(tuple(0L, 2000L, "bon"), tuple(2500L, 4000L, "jour"));
        assertThat(reading.unread(SPECIAL)).isEqualTo(10_000);
    }

    @Test
    void whatComesAfterTheLastPairIsToBeReadAgain() {
        var open = reading(10, at(0), "bon", at(2000), at(2000), "jo");
        var closed = reading(10, at(0), "bon", at(2000), at(2000));

        for (var reading : List.of(open, closed)) {
            assertThat(reading.pieces(SPECIAL, tokenizer))
                    .extracting(Decoded.Piece::text)
                    .containsExactly("bon");
            assertThat(reading.unread(SPECIAL)).isEqualTo(2000);
        }
    }

    @Test
    void textWithoutMarksIsOnePieceOfTheWholeLength() {
        var piece = reading(3.2, "ça va").pieces(SPECIAL, tokenizer).getFirst();

        assertThat(piece.startMillis()).isZero();
        assertThat(piece.endMillis()).isEqualTo(3200);
        assertThat(reading(3.2, at(0), "ça va").unread(SPECIAL)).isEqualTo(3200);
    }

    @Test
    void marksBeyondTheSoundAreDrawnBack() {
        var piece = reading(3, at(0), "oui", at(5000)).pieces(SPECIAL, tokenizer).getFirst();

        assertThat(piece.endMillis()).isEqualTo(3000);
    }

    @Test
    void repetitionIsNoticedByItsRegularityAndByItsLength() {
        String lyrics = "merci merci merci merci merci merci merci merci merci merci merci merci";
        assertThat(reading(30, lyrics).repeats()).isTrue();
        assertThat(reading(30, "Le serveur de fichiers ne répond plus.").repeats()).isFalse();
        assertThat(reading(0.5, "Le serveur ne répond plus").repeats()).isTrue();
    }

    @Test
    void theCompressionIsThatOfTheReference() {
        // len(b) / len(zlib.compress(b)) in Python.
        assertThat(Repetition.compression("abc")).isCloseTo(3 / 11.0, Offset.offset(1e-9));
        assertThat(Repetition.compression("ab ".repeat(100))).isGreaterThan(15);
        assertThat(Repetition.compression("")).isZero();
    }

    private static int at(int millis) {
        return SPECIAL.firstTimestamp() + millis / 20;
    }

    /// Tokens, and texts for many tokens.
    private Reading reading(double seconds, Object... parts) {
        var trail = Trail.START;
        var text = new ArrayList<Integer>();
        for (Object part : parts) {
            var tokens =
                    part instanceof Integer token
                            ? List.of(token)
                            : tokenizer.encode(part.toString());
            for (int token : tokens) {
                trail = trail.then(token, -0.5);
                text.add(token);
            }
        }
        String said = tokenizer.decode(text).strip();
        return new Reading(
                trail.steps(),
                said,
                -0.5,
                Repetition.compression(said),
                seconds,
                new FirstImpression(0, Map.of()),
                List.of());
    }
}
