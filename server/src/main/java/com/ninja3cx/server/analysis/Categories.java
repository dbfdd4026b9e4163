package com.ninja3cx.server.analysis;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a call is about, by the words for things in it. Words misheard by one letter still count.
final class Categories {
    private static final int LEAST_FUZZY = 6;
    private static final double FAULT_FACTOR = 3;
    private static final double AGENT_FACTOR = 0.4;

    private final Lexicon lexicon;
    private final Map<Category, Set<String>> longWords = new EnumMap<>(Category.class);

    Categories(Lexicon lexicon) {
        this.lexicon = lexicon;
        lexicon.categories().forEach((category, list) -> longWords.put(category, longWords(list)));
    }

    private static Set<String> longWords(PhraseList list) {
        Set<String> words = new HashSet<>();
        for (var phrase : list.phrases()) {
            phrase.singleWords().stream()
                    .filter(word -> word.length() >= LEAST_FUZZY)
                    .forEach(words::add);
        }
        return words;
    }

    /// The category with most weight; the sentence that names the fault counts threefold.
    Category of(List<Sentence> sentences, int fault) {
        Map<Category, Double> weights = new EnumMap<>(Category.class);
        for (int i = 0; i < sentences.size(); i++) {
            var sentence = sentences.get(i);
            double factor =
                    (i == fault ? FAULT_FACTOR : 1)
                            * (sentence.voice() == Voice.AGENT ? AGENT_FACTOR : 1)
                            / (1 + 0.1 * i);
            lexicon.categories()
                    .forEach(
                            (category, list) -> {
                                double weight = weight(category, list, sentence.words());
                                weights.merge(category, weight * factor, Double::sum);
                            });
        }
        Category best = Category.OTHER;
        double most = 1.5;
        for (var entry : weights.entrySet()) {
            if (entry.getValue() > most + 1e-9) {
                best = entry.getKey();
                most = entry.getValue();
            }
        }
        return best;
    }

    private double weight(Category category, PhraseList list, List<Word> words) {
        double weight = 0;
        for (var match : list.matches(words)) {
            // What is named first in a sentence is mostly the subject: "my mails on the telephone".
            weight += match.weight() * (1 - 0.3 * match.start() / words.size());
        }
        if (weight == 0) {
            weight =
                    words.stream().anyMatch(word -> nearlyOne(longWords.get(category), word))
                            ? 2
                            : 0;
        }
        return weight;
    }

    /// Whether any thing with a category is named.
    boolean mentions(List<Word> words) {
        return lexicon.categories().entrySet().stream()
                .anyMatch(entry -> weight(entry.getKey(), entry.getValue(), words) >= 1.4);
    }

    /// Whether the word is a thing's name, such as "Outlook".
    boolean isProduct(Word word) {
        return lexicon.categories().values().stream()
                .flatMap(list -> list.phrases().stream())
                .anyMatch(
                        phrase ->
                                phrase.parts().size() == 1
                                        && !phrase.matches(List.of(word)).isEmpty());
    }

    /// The first thing a sentence names, as it was spoken.
    Optional<String> thing(Sentence sentence) {
        return lexicon.categories().values().stream()
                .flatMap(list -> list.matches(sentence.words()).stream())
                .filter(match -> match.weight() >= 2)
                .min(java.util.Comparator.comparingInt(Phrase.Match::start))
                .map(match -> sentence.between(match.start(), match.end()));
    }

    private static boolean nearlyOne(
            @org.jspecify.annotations.Nullable Set<String> known, Word word) {
        String heard = word.plain();
        return known != null
                && heard.length() >= LEAST_FUZZY
                && known.stream().anyMatch(other -> oneEditApart(heard, other));
    }

    static boolean oneEditApart(String a, String b) {
        if (Math.abs(a.length() - b.length()) > 1) {
            return false;
        }
        int prefix = 0;
        int shorter = Math.min(a.length(), b.length());
        while (prefix < shorter && a.charAt(prefix) == b.charAt(prefix)) {
            prefix++;
        }
        int suffix = 0;
        while (suffix < shorter - prefix
                && a.charAt(a.length() - 1 - suffix) == b.charAt(b.length() - 1 - suffix)) {
            suffix++;
        }
        return Math.max(a.length(), b.length()) - prefix - suffix <= 1;
    }
}
