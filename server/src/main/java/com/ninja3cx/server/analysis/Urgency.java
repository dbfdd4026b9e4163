package com.ninja3cx.server.analysis;

import java.util.List;
import java.util.Optional;

/// How urgent a call is, by what was said.
///
/// @param cue the words that decided, as spoken; empty if nothing was said about it
record Urgency(Optional<Priority> priority, String cue) {
    static Urgency of(Lexicon lexicon, List<Sentence> sentences) {
        Urgency calm = new Urgency(Optional.empty(), "");
        Urgency urgent = calm;
        int most = 0;
        for (int i = 0; i < sentences.size(); i++) {
            var sentence = sentences.get(i);
            if (sentence.question() && sentence.voice() == Voice.AGENT) {
                continue;
            }
            List<Phrase.Match> calming = lexicon.calm.matches(sentence.words());
            for (var match : lexicon.urgent.matches(sentence.words())) {
                if (calming.stream().noneMatch(match::overlaps) && match.weight() > most) {
                    most = match.weight();
                    urgent =
                            new Urgency(
                                    Optional.of(Priority.HIGH),
                                    sentence.between(match.start(), match.end()));
                }
            }
            if (!calming.isEmpty() && calm.priority.isEmpty()) {
                var first = calming.getFirst();
                calm =
                        new Urgency(
                                Optional.of(Priority.LOW),
                                sentence.between(first.start(), first.end()));
            }
        }
        return most >= 3 ? urgent : calm;
    }
}
