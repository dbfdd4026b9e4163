package com.ninja3cx.server.analysis;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds « c'est Julien Martin de la société Dupont »: who the caller says to be.
final class Introduction {
    /// A spoken introduction.
    ///
    /// @param end index of the word after it
    /// @param name of the person, as heard
    /// @param company as heard, or empty
    record Heard(int end, String name, String company) {}

    private static final int MOST_NAME_WORDS = 3;
    private static final Set<String> PARTICLES =
            Set.of("de", "du", "des", "le", "la", "van", "von", "ben", "el", "d'", "l'");

    private final PhraseList intros;
    private final PhraseList companies;
    private final Lexicon lexicon;

    Introduction(Lexicon lexicon) {
        this.lexicon = lexicon;
        intros = lexicon.namePhrases("intro");
        companies = lexicon.namePhrases("company");
    }

    /// The introduction that starts at exactly this word.
    Optional<Heard> at(Sentence sentence, int start, int limit) {
        List<Word> words = sentence.words().subList(0, limit);
        int end = 0;
        boolean certain = false;
        for (var phrase : intros.phrases()) {
            int length = phrase.endAtStart(words.subList(start, limit));
            if (length >= 0 && start + length > end) {
                end = start + length;
                certain = phrase.parts().size() >= 3;
            }
        }
        if (end == 0) {
            return Optional.empty();
        }
        int name = end;
        while (name < limit
                && name - end < MOST_NAME_WORDS
                && isName(sentence, name, certain && name - end < 2)) {
            name++;
        }
        if (name == end) {
            return Optional.empty();
        }
        int company = company(sentence, name, limit);
        String companyName =
                company > name
                        ? sentence.between(companyStart(sentence, name, limit), company)
                        : "";
        return Optional.of(
                new Heard(Math.max(name, company), sentence.between(end, name), companyName));
    }

    /// The first introduction anywhere in the sentence.
    Optional<Heard> in(Sentence sentence) {
        for (int start = 0; start < sentence.words().size(); start++) {
            Optional<Heard> heard = at(sentence, start, sentence.words().size());
            if (heard.isPresent()) {
                return heard;
            }
        }
        return Optional.empty();
    }

    private int companyStart(Sentence sentence, int from, int limit) {
        int longest = from;
        for (var match : matchesAt(sentence, from, limit)) {
            longest = Math.max(longest, from + match.end());
        }
        return longest;
    }

    private int company(Sentence sentence, int from, int limit) {
        int start = companyStart(sentence, from, limit);
        if (start == from) {
            return from;
        }
        int end = start;
        while (end < limit
                && end - start < 4
                && (end == start || isName(sentence, end, false))
                && !sentence.words().get(end).breakBefore()) {
            end++;
        }
        return end;
    }

    private List<Phrase.Match> matchesAt(Sentence sentence, int from, int limit) {
        List<Word> words = sentence.words();
        int start = from < limit && words.get(from).breakBefore() ? limit : from;
        return companies.phrases().stream()
                .flatMap(phrase -> phrase.matches(words.subList(start, limit)).stream())
                .filter(match -> match.start() == 0)
                .toList();
    }

    private boolean isName(Sentence sentence, int at, boolean anyCase) {
        Word word = sentence.words().get(at);
        if (word.isNumber() || (word.breakBefore() && at > 0)) {
            return false;
        }
        char first = sentence.text().charAt(word.start());
        boolean next =
                at + 1 < sentence.words().size()
                        && Character.isUpperCase(
                                sentence.text().charAt(sentence.words().get(at + 1).start()));
        if (PARTICLES.contains(word.plain())) {
            return next && Character.isUpperCase(first);
        }
        return (Character.isUpperCase(first) && !lexicon.greetings.found(List.of(word))) || anyCase;
    }
}
