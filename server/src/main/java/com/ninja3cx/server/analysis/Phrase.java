package com.ninja3cx.server.analysis;

import java.util.ArrayList;
import java.util.List;

/// A pattern over words, written in the word lists as for example `ne|n' ..2 fonctionne* plus|pas`.
///
/// `a|b` is either word, `*` at the end any ending, `_` any one word, `..3` up to three words, a
/// leading `^` the start of the sentence.
record Phrase(int weight, boolean anchored, List<Part> parts) {
    /// A run of words that a phrase fits: from `start` up to, not including, `end`.
    record Match(int start, int end, int weight) {
        boolean overlaps(Match other) {
            return start < other.end && other.start < end;
        }
    }

    sealed interface Part {
        record OneOf(List<String> choices) implements Part {
            boolean fits(String word) {
                for (String choice : choices) {
                    if (choice.endsWith("*")
                            ? word.startsWith(choice.substring(0, choice.length() - 1))
                            : choice.equals("_") || word.equals(choice)) {
                        return true;
                    }
                }
                return false;
            }
        }

        record Gap(int most) implements Part {}
    }

    static Phrase parse(int weight, String pattern) {
        List<Part> parts = new ArrayList<>();
        boolean anchored = pattern.startsWith("^");
        for (String part : pattern.substring(anchored ? 1 : 0).trim().split("\\s+")) {
            parts.add(
                    part.startsWith("..")
                            ? new Part.Gap(Integer.parseInt(part.substring(2)))
                            : new Part.OneOf(List.of(part.split("\\|"))));
        }
        return new Phrase(weight, anchored, List.copyOf(parts));
    }

    /// The choices of a phrase of one word, without endings; empty for a longer phrase.
    List<String> singleWords() {
        return parts.size() == 1 && parts.getFirst() instanceof Part.OneOf(List<String> choices)
                ? choices.stream().map(choice -> choice.replace("*", "")).toList()
                : List.of();
    }

    /// Every place where the phrase fits, one for each starting word.
    List<Match> matches(List<Word> words) {
        List<Match> found = new ArrayList<>();
        for (int start = 0;
                start < (anchored ? Math.min(1, words.size()) : words.size());
                start++) {
            int end = fit(words, start, 0);
            if (end >= 0) {
                found.add(new Match(start, end, weight));
            }
        }
        return found;
    }

    /// Where the phrase ends that begins with the first of the words; -1 when it does not.
    int endAtStart(List<Word> words) {
        return fit(words, 0, 0);
    }

    private int fit(List<Word> words, int at, int part) {
        if (part == parts.size()) {
            return at;
        }
        return switch (parts.get(part)) {
            case Part.OneOf choice ->
                    at < words.size() && choice.fits(words.get(at).plain())
                            ? fit(words, at + 1, part + 1)
                            : -1;
            case Part.Gap(int most) -> {
                for (int skip = 0; skip <= most && at + skip <= words.size(); skip++) {
                    int end = fit(words, at + skip, part + 1);
                    if (end >= 0) {
                        yield end;
                    }
                }
                yield -1;
            }
        };
    }
}
