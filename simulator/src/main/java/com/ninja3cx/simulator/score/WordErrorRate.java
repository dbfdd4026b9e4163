package com.ninja3cx.simulator.score;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Word errors (substituted, missing, added) against the words of a reference. Both texts are
/// compared in lower case without punctuation; numbers are not spelt out, so that "14" for
/// "quatorze" counts as an error. Add the scores of channels and calls before asking for the rate.
public record WordErrorRate(int errors, int words) {

    public static final WordErrorRate NOTHING = new WordErrorRate(0, 0);

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}_\\p{IsWhite_Space}]");
    private static final Pattern SPACE = Pattern.compile("\\p{IsWhite_Space}+");

    public WordErrorRate {
        if (errors < 0 || words < 0) {
            throw new IllegalArgumentException("counts are not negative");
        }
    }

    public static WordErrorRate of(String reference, String heard) {
        List<String> wanted = words(reference);
        return new WordErrorRate(WordAlignment.of(wanted, words(heard)).errors(), wanted.size());
    }

    public WordErrorRate plus(WordErrorRate other) {
        return new WordErrorRate(errors + other.errors, words + other.words);
    }

    /// Errors for each word of the reference; above 1 where much was added. Without any reference
    /// word it is 0, or 1 when something was heard.
    public double rate() {
        if (words == 0) {
            return errors == 0 ? 0 : 1;
        }
        return (double) errors / words;
    }

    /// The text as it is compared.
    public static String normalise(String text) {
        String plain =
                Normalizer.normalize(text, Normalizer.Form.NFKC)
                        .toLowerCase(Locale.ROOT)
                        .replace('’', '\'')
                        .replace("œ", "oe");
        String spaced = NO_WORD.matcher(plain).replaceAll(" ");
        return SPACE.matcher(spaced).replaceAll(" ").strip();
    }

    /// The words of a text as they are compared.
    public static List<String> words(String text) {
        String plain = normalise(text);
        return plain.isEmpty() ? List.of() : List.of(plain.split(" "));
    }
}
