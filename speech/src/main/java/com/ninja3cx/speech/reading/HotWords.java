package com.ninja3cx.speech.reading;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Names that calls are likely to hold: of customers, products and colleagues. They are put before
/// what was said, where the decoder looks for how words are spelt.
///
/// @param words as they should be written; together at most [#MOST_LETTERS] letters, which leaves
///   the other half of the prompt to what was said
public record HotWords(List<String> words) {

    public static final HotWords NONE = new HotWords(List.of());

    /// With the signs between them.
    public static final int MOST_LETTERS = 300;

    /// @throws IllegalArgumentException when they are too long together
    public HotWords {
        words =
                List.copyOf(
                        new LinkedHashSet<>(
                                words.stream()
                                        .map(String::strip)
                                        .filter(word -> !word.isEmpty())
                                        .toList()));
        if (String.join(", ", words).length() > MOST_LETTERS) {
            throw new IllegalArgumentException("more than " + MOST_LETTERS + " letters");
        }
    }

    /// Reads a list parted by commas, semicolons or lines.
    public static HotWords of(String list) {
        return new HotWords(Arrays.asList(list.split("[,;\\n]")));
    }

    /// The prompt for a window before which `said` was said.
    String before(String said) {
        if (words.isEmpty()) {
            return said;
        }
        String list = String.join(", ", words) + ".";
        return said.isEmpty() ? list : list + " " + said;
    }

    /// Whether a text holds nothing but these names: what the decoder may write of its prompt where
    /// it hears no words.
    boolean areAll(String text) {
        Set<String> known = new HashSet<>();
        words.forEach(word -> known.addAll(parts(word)));
        List<String> said = parts(text);
        return !said.isEmpty() && known.containsAll(said);
    }

    /// Whether two texts may be the same sound: at least half of their letters agree in order.
    static boolean soundAlike(String a, String b) {
        String one = String.join("", parts(a));
        String other = String.join("", parts(b));
        return EditDistance.of(one, other) * 2 <= Math.max(one.length(), other.length());
    }

    private static List<String> parts(String text) {
        String plain =
                Normalizer.normalize(text, Normalizer.Form.NFKD)
                        .replaceAll("\\p{M}+", "")
                        .toLowerCase(Locale.ROOT);
        return Arrays.stream(plain.split("[^\\p{L}\\p{N}]+"))
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
