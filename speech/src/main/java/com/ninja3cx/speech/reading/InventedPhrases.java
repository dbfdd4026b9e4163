package com.ninja3cx.speech.reading;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/// What Whisper writes where nobody speaks, from one list for each language (`invented-fr.txt`,
/// `invented-en.txt`).
///
/// @param foreign lines of subtitles and the like, which nobody says to a help desk
/// @param everyday phrases that people say too
record InventedPhrases(Set<String> foreign, Set<String> everyday) {

    private static final List<String> LANGUAGES = List.of("fr", "en");
    private static final String EVERYDAY_FOLLOWS = "##";
    private static final Set<String> LINKS = Set.of("and", "et");
    private static final int SELDOM_SAID_SO_OFTEN = 3;

    InventedPhrases {
        foreign = Set.copyOf(foreign);
        everyday = Set.copyOf(everyday);
    }

    /// The lists that come with the product.
    static InventedPhrases standard() {
        var foreign = new HashSet<String>();
        var everyday = new HashSet<String>();
        for (String language : LANGUAGES) {
            Set<String> part = foreign;
            for (String line : lines("invented-" + language + ".txt")) {
                if (line.startsWith(EVERYDAY_FOLLOWS)) {
                    part = everyday;
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    part.add(plain(line));
                }
            }
        }
        return new InventedPhrases(foreign, everyday);
    }

    /// Lower case, words and numbers only, one space between them.
    static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
    }

    /// Whether a plain text is made of listed phrases alone, with lines of subtitles among them, or
    /// is an everyday one more often in a row than people say it.
    boolean isForeign(String plain) {
        return madeOfPhrases(plain)
                || everyday.stream()
                        .anyMatch(phrase -> times(phrase, plain) >= SELDOM_SAID_SO_OFTEN);
    }

    /// Whether a plain text is an everyday phrase, said once or twice.
    boolean isEveryday(String plain) {
        return everyday.stream().anyMatch(phrase -> times(phrase, plain) > 0);
    }

    /// One listed phrase after the other up to the end, at least one of them foreign.
    private boolean madeOfPhrases(String plain) {
        // How each place was reached: not at all, by everyday phrases, by foreign ones too.
        var reached = new Reached[plain.length() + 2];
        Arrays.fill(reached, Reached.NOT);
        reached[0] = Reached.EVERYDAY;
        for (int at = 0; at < plain.length(); at++) {
            if (reached[at] != Reached.NOT) {
                step(foreign, Reached.FOREIGN, plain, at, reached);
                step(everyday, reached[at], plain, at, reached);
                step(LINKS, reached[at], plain, at, reached);
            }
        }
        return reached[plain.length() + 1] == Reached.FOREIGN;
    }

    private enum Reached {
        NOT,
        EVERYDAY,
        FOREIGN
    }

    private static void step(
            Set<String> phrases, Reached how, String plain, int at, Reached[] reached) {
        for (String phrase : phrases) {
            int end = at + phrase.length();
            boolean said =
                    plain.startsWith(phrase, at)
                            && (end == plain.length() || plain.charAt(end) == ' ');
            if (said && how.compareTo(reached[end + 1]) > 0) {
                reached[end + 1] = how;
            }
        }
    }

    /// How often the text says the phrase; 0 if it says anything else too.
    private static int times(String phrase, String plain) {
        int times = 0;
        String rest = plain;
        while (rest.startsWith(phrase)) {
            rest = rest.substring(phrase.length());
            times++;
            if (rest.isEmpty()) {
                return times;
            }
            if (!rest.startsWith(" ")) {
                return 0;
            }
            rest = rest.substring(1);
        }
        return 0;
    }

    private static List<String> lines(String name) {
        var stream = InventedPhrases.class.getResourceAsStream(name);
        try (var reader =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(stream), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
