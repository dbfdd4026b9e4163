package com.ninja3cx.speech.whisper;

import java.util.List;
import java.util.Map;

/// What was read in a window.
///
/// @param text without leading or trailing spaces; empty when nothing was said
/// @param pieces the text with its place in the window, in milliseconds; one piece without
///   timestamps
/// @param language the code used or found
/// @param averageLogProbability mean over the tokens, end token included
/// @param noSpeechProbability the model's own guess that nobody speaks, 0 to 1
/// @param compressionRatio UTF-8 length ÷ zlib length; above 2.4 the text repeats itself
/// @param languages how probable each language seemed (code → 0 to 1) before the first word was
///   read; empty when the model knows one only
/// @param suspect the guards still refused this text after all retries: better dropped than shown
public record Decoded(
        String text,
        List<Piece> pieces,
        String language,
        double averageLogProbability,
        double noSpeechProbability,
        double compressionRatio,
        Map<String, Double> languages,
        boolean suspect) {

    /// Without a guess at the language.
    public Decoded(
            String text,
            List<Piece> pieces,
            String language,
            double averageLogProbability,
            double noSpeechProbability,
            double compressionRatio,
            boolean suspect) {
        this(
                text,
                pieces,
                language,
                averageLogProbability,
                noSpeechProbability,
                compressionRatio,
                Map.of(),
                suspect);
    }

    /// The same text, with what was thought of the sound before the first word in another reading.
    public Decoded withImpressionOf(Decoded other) {
        return new Decoded(
                text,
                pieces,
                language,
                averageLogProbability,
                other.noSpeechProbability,
                compressionRatio,
                other.languages,
                suspect);
    }

    /// All words with their places; empty when they were not asked for.
    public List<SpokenWord> words() {
        return pieces.stream().flatMap(piece -> piece.words().stream()).toList();
    }

    /// Part of the text. `averageLogProbability` is over its own tokens; `words` is empty when they
    /// were not asked for.
    public record Piece(
            long startMillis,
            long endMillis,
            String text,
            double averageLogProbability,
            List<SpokenWord> words) {

        /// Without words.
        public Piece(long startMillis, long endMillis, String text, double averageLogProbability) {
            this(startMillis, endMillis, text, averageLogProbability, List.of());
        }

        /// The same, `millis` later.
        Piece later(long millis) {
            return new Piece(
                    startMillis + millis,
                    endMillis + millis,
                    text,
                    averageLogProbability,
                    words.stream()
                            .map(
                                    word ->
                                            new SpokenWord(
                                                    word.text(),
                                                    word.startMillis() + millis,
                                                    word.endMillis() + millis,
                                                    word.probability()))
                            .toList());
        }
    }
}
