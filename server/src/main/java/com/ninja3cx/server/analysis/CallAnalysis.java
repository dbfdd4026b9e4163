package com.ninja3cx.server.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a transcript: deterministic, extractive, without any model. See `docs/decisions/` for why.
public final class CallAnalysis {
    private static final int LEAST_WORDS = 4;
    private static final int MOST_DETAILS = 3;

    private CallAnalysis() {}

    /// @param turns in order of time; masked here
    /// @param country ISO 3166 code for telephone numbers spoken without `+`
    public static Analysis of(List<Turn> turns, String country) {
        Language language = Language.of(turns);
        Lexicon lexicon = Lexicon.of(language);
        List<Turn> masked = new Masking(language).mask(turns);
        List<Sentence> sentences = Sentence.of(masked);
        var content = content(lexicon, sentences);
        if (content != Analysis.Content.ENOUGH) {
            return withoutContent(language, content);
        }
        var categories = new Categories(lexicon);
        Optional<Complaint.Found> fault = new Complaint(lexicon, categories).find(sentences);
        int at = fault.map(Complaint.Found::sentence).orElseGet(() -> longest(lexicon, sentences));
        Category category = categories.of(sentences, at);
        String title =
                fault.map(Complaint.Found::title)
                        .orElseGet(() -> new Title(lexicon, categories).whole(sentences.get(at)));
        if (title.isBlank()) {
            return withoutContent(language, Analysis.Content.TOO_LITTLE);
        }
        Urgency urgency = Urgency.of(lexicon, sentences);
        Optional<String> callback = new CallbackNumber(lexicon, country).in(masked);
        Optional<Introduction.Heard> who = who(lexicon, sentences);
        List<String> promises = said(lexicon.promises, lexicon, sentences, Voice.AGENT);
        boolean resolved =
                sentences.stream()
                        .skip(at + 1)
                        .anyMatch(
                                sentence ->
                                        sentence.voice() == Voice.CALLER
                                                && !sentence.question()
                                                && lexicon.resolved.found(sentence.words())
                                                && lexicon
                                                        .complaints
                                                        .matches(sentence.words())
                                                        .stream()
                                                        .noneMatch(match -> match.weight() >= 3));
        var summary =
                new Summary(
                        language,
                        who,
                        new Title(lexicon, categories).bare(sentences.get(at)),
                        details(lexicon, sentences, at),
                        said(lexicon.done, lexicon, sentences, Voice.AGENT),
                        promises,
                        urgency,
                        callback,
                        resolved);
        return new Analysis(
                language,
                content,
                title,
                summary.text(),
                category,
                urgency.priority(),
                promises,
                who.map(Introduction.Heard::name),
                callback,
                resolved);
    }

    private static Analysis withoutContent(Language language, Analysis.Content content) {
        boolean french = language == Language.FRENCH;
        String title =
                switch (content) {
                    case NOTHING, ENOUGH ->
                            french
                                    ? "Appel sans paroles reconnues"
                                    : "Call without recognised speech";
                    case TOO_LITTLE ->
                            french
                                    ? "Appel sans demande identifiable"
                                    : "Call without an identifiable request";
                    case VOICEMAIL ->
                            french
                                    ? "Messagerie vocale, aucun message"
                                    : "Voicemail, no message left";
                };
        return new Analysis(
                language,
                content,
                title,
                title + ".",
                Category.OTHER,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private static Analysis.Content content(Lexicon lexicon, List<Sentence> sentences) {
        if (sentences.isEmpty()) {
            return Analysis.Content.NOTHING;
        }
        int left = 0;
        boolean voicemail = false;
        boolean fault = false;
        for (var sentence : sentences) {
            if (lexicon.voicemail.found(sentence.words())) {
                voicemail = true;
                continue;
            }
            List<Phrase.Match> polite = lexicon.greetings.matches(sentence.words());
            int covered = polite.stream().mapToInt(match -> match.end() - match.start()).sum();
            left += Math.max(0, sentence.words().size() - covered);
            fault |=
                    lexicon.complaints.matches(sentence.words()).stream()
                            .anyMatch(match -> match.weight() >= 3);
        }
        if (left >= LEAST_WORDS + (voicemail ? 2 : 0) || (fault && left >= 3)) {
            return Analysis.Content.ENOUGH;
        }
        return voicemail ? Analysis.Content.VOICEMAIL : Analysis.Content.TOO_LITTLE;
    }

    /// Where no cue fits: the longest thing that the caller said.
    private static int longest(Lexicon lexicon, List<Sentence> sentences) {
        int best = 0;
        for (int i = 0; i < sentences.size(); i++) {
            var sentence = sentences.get(i);
            int polite =
                    lexicon.greetings.matches(sentence.words()).stream()
                            .mapToInt(match -> match.end() - match.start())
                            .sum();
            boolean counts =
                    sentence.voice() == Voice.CALLER
                            || sentences.stream().noneMatch(other -> other.voice() == Voice.CALLER);
            if (counts
                    && polite * 2 < sentence.words().size()
                    && sentence.text().length() > sentences.get(best).text().length()) {
                best = i;
            }
        }
        return best;
    }

    private static Optional<Introduction.Heard> who(Lexicon lexicon, List<Sentence> sentences) {
        var introduction = new Introduction(lexicon);
        return sentences.stream()
                .filter(sentence -> sentence.voice() == Voice.CALLER)
                .limit(6)
                .flatMap(sentence -> introduction.in(sentence).stream())
                .findFirst();
    }

    /// What the caller added: sentences with weight near the fault.
    private static List<String> details(Lexicon lexicon, List<Sentence> sentences, int fault) {
        List<String> details = new ArrayList<>();
        for (int i = 0; i < sentences.size() && details.size() < MOST_DETAILS; i++) {
            var sentence = sentences.get(i);
            boolean cue =
                    !lexicon.complaints.matches(sentence.words()).isEmpty()
                            || lexicon.urgent.found(sentence.words());
            boolean polite =
                    lexicon.greetings.matches(sentence.words()).size() * 3
                            > sentence.words().size();
            if (i != fault
                    && i > fault
                    && sentence.voice() == Voice.CALLER
                    && !polite
                    && sentence.words().size() >= 5
                    && (cue || i - fault <= 3)
                    && !lexicon.resolved.found(sentence.words())
                    && !lexicon.callback.found(sentence.words())) {
                details.add(sentence.text());
            }
        }
        return details;
    }

    private static List<String> said(
            PhraseList list, Lexicon lexicon, List<Sentence> sentences, Voice voice) {
        boolean oneVoice =
                sentences.stream().noneMatch(sentence -> sentence.voice() == Voice.AGENT);
        return sentences.stream()
                .filter(sentence -> oneVoice || sentence.voice() == voice)
                .filter(sentence -> !sentence.question() && sentence.words().size() >= 3)
                .filter(sentence -> list.found(sentence.words()))
                .map(Sentence::text)
                .distinct()
                .toList();
    }
}
