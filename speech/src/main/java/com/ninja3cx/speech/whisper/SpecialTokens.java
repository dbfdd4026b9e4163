package com.ninja3cx.speech.whisper;

import com.ninja3cx.speech.weights.Dimensions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Numbers of the tokens that are not text. They follow the text tokens in the same order in every
/// Whisper model; only the number of languages differs.
///
/// @param endOfText the first of them; smaller numbers are text
/// @param firstTimestamp time 0.00; each further one is 20 ms later
record SpecialTokens(int endOfText, int languages, int firstTimestamp, boolean multilingual) {

    /// Marks for 0.00 s to 30.00 s.
    static final int TIMESTAMPS = 1501;

    static final int TIMESTAMP_MILLIS = 20;

    private static final int OTHERS = 8;

    static SpecialTokens of(int textTokens, Dimensions dimensions) {
        int languages = dimensions.vocabulary() - textTokens - OTHERS - TIMESTAMPS;
        if (languages < 0 || languages > Languages.CODES.size()) {
            throw new IllegalArgumentException(
                    "The vocabulary of %d text tokens does not belong to a model of %d tokens. Run `./ninja setup whisper` to fetch model and vocabulary again."
                            .formatted(textTokens, dimensions.vocabulary()));
        }
        return new SpecialTokens(
                textTokens,
                languages,
                dimensions.vocabulary() - TIMESTAMPS,
                dimensions.multilingual());
    }

    int startOfTranscript() {
        return endOfText + 1;
    }

    List<String> languageCodes() {
        return Languages.CODES.subList(0, languages);
    }

    int firstLanguage() {
        return endOfText + 2;
    }

    Optional<Integer> language(String code) {
        int index = languageCodes().indexOf(code);
        return index < 0 ? Optional.empty() : Optional.of(firstLanguage() + index);
    }

    /// From the log-probabilities of the token after the start of the transcript: how probable each
    /// language is, sum 1. Empty for a model of one language.
    Map<String, Double> languageProbabilities(float[] logProbabilities) {
        if (!multilingual) {
            return Map.of();
        }
        double sum = 0;
        for (int i = 0; i < languages; i++) {
            sum += Math.exp(logProbabilities[firstLanguage() + i]);
        }
        var named = new LinkedHashMap<String, Double>();
        for (int i = 0; i < languages; i++) {
            double own = Math.exp(logProbabilities[firstLanguage() + i]);
            named.put(languageCodes().get(i), sum > 0 ? own / sum : 0);
        }
        return named;
    }

    int translate() {
        return firstLanguage() + languages;
    }

    int transcribe() {
        return translate() + 1;
    }

    int startOfLanguageModel() {
        return translate() + 2;
    }

    int startOfPrevious() {
        return translate() + 3;
    }

    int noSpeech() {
        return translate() + 4;
    }

    int noTimestamps() {
        return translate() + 5;
    }

    boolean isTimestamp(int token) {
        return token >= firstTimestamp;
    }

    /// Place of a timestamp token in the window.
    long millis(int token) {
        return (long) (token - firstTimestamp) * TIMESTAMP_MILLIS;
    }
}
