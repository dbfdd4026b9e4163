package com.ninja3cx.speech.whisper;

import java.util.ArrayList;
import java.util.List;

/// Joins tokens to words: a word begins with a token that begins with a space; signs belong to the
/// word before them.
///
/// The silence around a sentence is given to its first or last word by the way places are found;
/// such a word is cut to twice the usual length of a word.
final class WordPlaces {

    private static final int FRAME_MILLIS = 20;
    private static final long LONGEST_USUAL_MILLIS = 700;
    private static final String ENDS = ".!?…";

    private WordPlaces() {}

    /// @param frames at which each token begins, and behind them the one at which the last ends
    static List<SpokenWord> of(List<Trail> tokens, List<Integer> frames, Tokenizer tokenizer) {
        var words = new ArrayList<SpokenWord>();
        for (int from = 0; from < tokens.size(); ) {
            int to = from + 1;
            while (to < tokens.size() && !beginsWord(tokens.get(to), tokenizer)) {
                to++;
            }
            var own = tokens.subList(from, to);
            double mean = own.stream().mapToDouble(Trail::logProbability).average().orElseThrow();
            String said = text(own, tokenizer).strip();
            if (!said.isEmpty()) {
                words.add(
                        new SpokenWord(
                                said,
                                (long) frames.get(from) * FRAME_MILLIS,
                                (long) frames.get(to) * FRAME_MILLIS,
                                Math.exp(mean)));
            }
            from = to;
        }
        return shortened(words);
    }

    private static boolean beginsWord(Trail token, Tokenizer tokenizer) {
        String text = text(List.of(token), tokenizer);
        return text.startsWith(" ")
                && text.codePoints().anyMatch(c -> Character.isLetterOrDigit(c) || c == '\uFFFD');
    }

    private static String text(List<Trail> tokens, Tokenizer tokenizer) {
        return tokenizer.decode(tokens.stream().map(Trail::token).toList());
    }

    private static List<SpokenWord> shortened(List<SpokenWord> words) {
        long[] lengths =
                words.stream()
                        .mapToLong(word -> word.endMillis() - word.startMillis())
                        .sorted()
                        .toArray();
        long usual =
                Math.min(
                        LONGEST_USUAL_MILLIS,
                        lengths.length == 0 ? 0 : lengths[lengths.length / 2]);
        long most = Math.max(2 * usual, 2 * FRAME_MILLIS);
        var result = new ArrayList<SpokenWord>();
        boolean opens = true;
        for (var word : words) {
            boolean closes = ENDS.indexOf(word.text().charAt(word.text().length() - 1)) >= 0;
            long start = word.startMillis();
            long end = word.endMillis();
            if (end - start > most && closes) {
                end = start + most;
            } else if (end - start > most && opens) {
                start = end - most;
            }
            result.add(new SpokenWord(word.text(), start, end, word.probability()));
            opens = closes;
        }
        return List.copyOf(result);
    }
}
