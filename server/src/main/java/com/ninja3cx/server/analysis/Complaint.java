package com.ninja3cx.server.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Finds the sentence in which the caller says what is wrong, and the fragment of it that makes a
/// title. Complaint cues (word lists) weigh most, then requests; earlier sentences of the caller
/// win over later ones and over the agent's.
final class Complaint {
    /// Where the fault was named.
    ///
    /// @param sentence index into the sentences of the call
    /// @param title without greeting, introduction and end punctuation, at most [Title#MOST]
    ///   characters
    record Found(int sentence, String title, double score) {}

    private static final double AGENT_FACTOR = 0.45;
    private static final double QUESTION_FACTOR = 0.35;
    private static final double LEAST_SCORE = 2.0;
    private static final int HEAVIEST = 8;

    private final Lexicon lexicon;
    private final Categories categories;
    private final Title titles;

    Complaint(Lexicon lexicon, Categories categories) {
        this.lexicon = lexicon;
        this.categories = categories;
        titles = new Title(lexicon, categories);
    }

    Optional<Found> find(List<Sentence> sentences) {
        List<Found> candidates = new ArrayList<>();
        for (int i = 0; i < sentences.size(); i++) {
            var sentence = sentences.get(i);
            List<Phrase.Match> cues = cues(sentence);
            int heaviest = cues.stream().mapToInt(Phrase.Match::weight).max().orElse(0);
            for (var cue : cues) {
                double score = score(sentences, i, cue);
                if (score >= LEAST_SCORE && cue.weight() >= Math.min(3, heaviest)) {
                    int at = i;
                    titles.around(
                                    sentence,
                                    cue,
                                    lexicon.requests.matches(sentence.words()).contains(cue))
                            .ifPresent(title -> candidates.add(new Found(at, title, score)));
                }
            }
        }
        return candidates.stream()
                .max(
                        // Of equals the first one said counts.
                        Comparator.comparingDouble(
                                found -> found.score() - 1e-6 * candidates.indexOf(found)))
                .map(found -> named(found, sentences));
    }

    /// Complaint cues that are no polite phrase; where a sentence has none, its requests.
    List<Phrase.Match> cues(Sentence sentence) {
        List<Phrase.Match> neutral = lexicon.neutral.matches(sentence.words());
        List<Phrase.Match> cues =
                new ArrayList<>(outside(neutral, lexicon.complaints.matches(sentence.words())));
        if (cues.isEmpty()) {
            cues.addAll(outside(neutral, lexicon.requests.matches(sentence.words())));
        }
        return cues;
    }

    private static List<Phrase.Match> outside(List<Phrase.Match> neutral, List<Phrase.Match> cues) {
        return cues.stream().filter(cue -> neutral.stream().noneMatch(cue::overlaps)).toList();
    }

    private double score(List<Sentence> sentences, int index, Phrase.Match cue) {
        Sentence sentence = sentences.get(index);
        int near = 0;
        for (var other : cues(sentence)) {
            near += Math.abs(other.start() - cue.start()) <= 12 ? other.weight() : 0;
        }
        double score = Math.min(HEAVIEST, Math.max(near, cue.weight()));
        if (categories.mentions(sentence.words())) {
            score += 2;
        }
        if (lexicon.resolved.found(sentence.words())) {
            score -= 3;
        }
        if (lexicon.callback.found(sentence.words())) {
            score -= 1;
        }
        score *= sentence.voice() == Voice.AGENT ? AGENT_FACTOR : 1;
        score *= sentence.question() && sentence.voice() == Voice.AGENT ? QUESTION_FACTOR : 1;
        return score * (1 - 0.5 * index / Math.max(sentences.size(), 6));
    }

    /// A title such as "Ça ne marche plus" gets the thing in front that the caller spoke of.
    private Found named(Found found, List<Sentence> sentences) {
        if (categories.mentions(Word.of(found.title()))) {
            return found;
        }
        for (int distance = 0; distance < sentences.size(); distance++) {
            for (int index : new int[] {found.sentence() - distance, found.sentence() + distance}) {
                if (index >= 0
                        && index < sentences.size()
                        && sentences.get(index).voice() == Voice.CALLER) {
                    Optional<String> thing = categories.thing(sentences.get(index));
                    if (thing.isPresent()) {
                        return new Found(
                                found.sentence(),
                                Title.prefixed(thing.get(), found.title()),
                                found.score());
                    }
                }
            }
        }
        return found;
    }
}
