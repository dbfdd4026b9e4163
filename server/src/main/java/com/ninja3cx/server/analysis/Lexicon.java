package com.ninja3cx.server.analysis;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The word lists of one language, read once.
final class Lexicon {
    private static final Map<Language, Lexicon> LOADED = new EnumMap<>(Language.class);

    static {
        for (var language : Language.values()) {
            LOADED.put(language, new Lexicon(language));
        }
    }

    final Language language;
    final PhraseList complaints;
    final PhraseList neutral;
    final PhraseList requests;
    final PhraseList openers;
    final PhraseList connectors;
    final PhraseList stops;
    final PhraseList greetings;
    final PhraseList urgent;
    final PhraseList calm;
    final PhraseList promises;
    final PhraseList done;
    final PhraseList resolved;
    final PhraseList voicemail;
    final PhraseList callback;
    final SpokenNumbers numbers;
    private final Map<String, List<String>> subjects;
    private final Map<String, List<String>> passwords;
    private final Map<String, List<String>> names;
    private final Map<Category, PhraseList> categories = new EnumMap<>(Category.class);

    static Lexicon of(Language language) {
        return java.util.Objects.requireNonNull(LOADED.get(language));
    }

    private Lexicon(Language language) {
        this.language = language;
        complaints = PhraseList.load(language, "complaints");
        neutral = PhraseList.load(language, "neutral");
        requests = PhraseList.load(language, "requests");
        openers = PhraseList.load(language, "openers");
        connectors = PhraseList.load(language, "connectors");
        stops = PhraseList.load(language, "stops");
        greetings = PhraseList.load(language, "greetings");
        urgent = PhraseList.load(language, "urgent");
        calm = PhraseList.load(language, "calm");
        promises = PhraseList.load(language, "promises");
        done = PhraseList.load(language, "done");
        resolved = PhraseList.load(language, "resolved");
        voicemail = PhraseList.load(language, "voicemail");
        callback = PhraseList.load(language, "callback");
        numbers = new SpokenNumbers(language);
        subjects = groups(language, "subjects");
        passwords = groups(language, "passwords");
        names = groups(language, "names");
        groups(language, "categories")
                .forEach((name, lines) -> categories.put(Category.of(name), PhraseList.of(lines)));
    }

    private static Map<String, List<String>> groups(Language language, String name) {
        Map<String, List<String>> groups = new java.util.HashMap<>();
        for (String line : PhraseList.lines(language, name)) {
            int colon = line.indexOf(':');
            groups.computeIfAbsent(line.substring(0, colon), group -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return groups;
    }

    /// Words that belong to a group such as `pronoun` or `determiner`.
    Set<String> subjectWords(String group) {
        return Set.copyOf(List.of(subjects.getOrDefault(group, List.of()).getFirst().split(" ")));
    }

    PhraseList passwordPhrases(String group) {
        return PhraseList.of(passwords.getOrDefault(group, List.of()));
    }

    /// Words that after "password is" show that no password follows.
    Set<String> harmlessAfterPassword() {
        return Set.of(passwords.getOrDefault("harmless", List.of()).getFirst().split("\\|"));
    }

    PhraseList namePhrases(String group) {
        return PhraseList.of(names.getOrDefault(group, List.of()));
    }

    Map<Category, PhraseList> categories() {
        return categories;
    }
}
