package com.ninja3cx.speech.whisper;

import java.util.List;

/// What was read in a window.
///
/// @param text without leading or trailing spaces; empty when nothing was said
/// @param pieces the text with its place in the window, in milliseconds; one piece without
///   timestamps
/// @param language the code used or found
/// @param averageLogProbability mean over the tokens, end token included
/// @param noSpeechProbability the model's own guess that nobody speaks, 0 to 1
/// @param compressionRatio UTF-8 length ÷ zlib length; above 2.4 the text repeats itself
/// @param suspect the guards still refused this text after all retries: better dropped than shown
public record Decoded(
        String text,
        List<Piece> pieces,
        String language,
        double averageLogProbability,
        double noSpeechProbability,
        double compressionRatio,
        boolean suspect) {

    /// Part of the text. `averageLogProbability` is over its own tokens.
    public record Piece(
            long startMillis, long endMillis, String text, double averageLogProbability) {}
}
