package com.ninja3cx.speech.reading;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Tells French from English text by the small words that only one of them has.
///
/// The decoder writes English where English is spoken, even if it was told to expect French; the
/// words then say better what was spoken than what it was told.
final class TextLanguage {

    private static final int ENOUGH_WORDS = 3;
    private static final double CLEAR_SHARE = 0.8;

    private static final Map<String, Set<String>> SMALL_WORDS =
            Map.of(
                    "fr",
                    words(
                            "je tu il elle nous vous ils elles le la les un une des du de et est sont"
                                    + " suis avez avons ai ce cette ces c qu que qui quoi dans sur pour"
                                    + " pas ne n l j y au aux avec mais ou donc mon ma mes votre"
                                    + " vos notre nos son sa ses leur être avoir fait faut peux peut"
                                    + " oui bonjour merci très bien depuis plus tout toute"),
                    "en",
                    words(
                            "i you he she we they it the an and is are am was were this that these"
                                    + " those to of in for not do does did don my your our his her their"
                                    + " with but or have has had can could will would what which who how"
                                    + " when where please yes hello thank thanks be been there here at"
                                    + " from"));

    private TextLanguage() {}

    /// Empty where the text is short or has words of both.
    static Optional<String> of(String text) {
        List<String> said =
                Arrays.stream(
                                Normalizer.normalize(text, Normalizer.Form.NFC)
                                        .toLowerCase(Locale.ROOT)
                                        .split("[^\\p{L}]+"))
                        .toList();
        Map<String, Long> counts =
                SMALL_WORDS.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey,
                                        entry ->
                                                said.stream()
                                                        .filter(entry.getValue()::contains)
                                                        .count()));
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= ENOUGH_WORDS)
                .filter(entry -> entry.getValue() >= CLEAR_SHARE * all)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static Set<String> words(String list) {
        return Set.of(list.split(" "));
    }
}
