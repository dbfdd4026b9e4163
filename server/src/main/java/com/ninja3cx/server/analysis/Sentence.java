package com.ninja3cx.server.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One sentence as recognised: what stands between full stops, question and exclamation marks.
///
/// @param turn index of the turn it belongs to, after turns of one voice were joined
/// @param question whether it ended with a question mark
record Sentence(Voice voice, int turn, String text, List<Word> words, boolean question) {
    private static final Pattern END =
            Pattern.compile("(?<!\\b(?:Mr|Ms|Mrs|Dr|M|Mme|St))[.!?…;]+(?=\\s|$)|\\n+");

    /// The sentences of a call; neighbouring turns of one voice are joined first, as an endpoint
    /// often falls inside a sentence.
    static List<Sentence> of(List<Turn> turns) {
        List<Sentence> sentences = new ArrayList<>();
        int index = 0;
        for (Turn turn : joined(turns)) {
            Matcher end = END.matcher(turn.text());
            int start = 0;
            while (end.find()) {
                add(sentences, turn, index, turn.text().substring(start, end.end()));
                start = end.end();
            }
            add(sentences, turn, index, turn.text().substring(start));
            index++;
        }
        return List.copyOf(sentences);
    }

    static List<Turn> joined(List<Turn> turns) {
        List<Turn> joined = new ArrayList<>();
        for (Turn turn : turns) {
            if (turn.text().isBlank()) {
                continue;
            }
            if (!joined.isEmpty() && joined.getLast().voice() == turn.voice()) {
                Turn before = joined.removeLast();
                joined.add(
                        new Turn(
                                before.voice(),
                                before.startMillis(),
                                before.text().strip() + " " + turn.text().strip()));
            } else {
                joined.add(turn);
            }
        }
        return joined;
    }

    private static void add(List<Sentence> sentences, Turn turn, int index, String part) {
        String text = part.strip();
        List<Word> words = Word.of(text);
        if (!words.isEmpty()) {
            sentences.add(new Sentence(turn.voice(), index, text, words, text.contains("?")));
        }
    }

    /// The text from one word up to, not including, another.
    String between(int from, int to) {
        return from >= to ? "" : text.substring(words.get(from).start(), words.get(to - 1).end());
    }
}
