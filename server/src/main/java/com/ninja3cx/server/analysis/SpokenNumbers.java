package com.ninja3cx.server.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads digits out of words, as telephone and card numbers are spoken: « zéro un, quarante-deux »
/// is 0142. Written digits are taken as they are.
final class SpokenNumbers {
    /// A run of number words from word `start` up to, not including, `end`.
    record Run(int start, int end, String digits) {}

    private final Map<String, Integer> values = new HashMap<>();
    private final Language language;

    SpokenNumbers(Language language) {
        this.language = language;
        for (String line : PhraseList.lines(language, "numbers")) {
            String[] parts = line.split(" ");
            for (String word : parts[1].split("\\|")) {
                values.put(word, Integer.valueOf(parts[0]));
            }
        }
    }

    boolean isNumber(Word word) {
        return word.isNumber() || values.containsKey(word.plain());
    }

    /// All runs of at least `least` digits.
    List<Run> runs(List<Word> words, int least) {
        List<Run> runs = new ArrayList<>();
        int at = 0;
        while (at < words.size()) {
            Run run = runAt(words, at);
            if (run.digits().length() >= least) {
                runs.add(run);
            }
            at = Math.max(run.end(), at + 1);
        }
        return runs;
    }

    private Run runAt(List<Word> words, int start) {
        var digits = new StringBuilder();
        int at = start;
        int repeat = 1;
        while (at < words.size()) {
            String word = words.get(at).plain();
            if (words.get(at).isNumber() && word.chars().allMatch(Character::isDigit)) {
                digits.append(word.repeat(repeat));
                at++;
            } else if (values.containsKey(word)) {
                int next = at + 1;
                int value = values.get(word);
                if (language == Language.FRENCH
                        && value == 4
                        && is(words, next, "vingt", "vingts")) {
                    value = 80;
                    next++;
                }
                int rest = rest(words, is(words, next, "et") ? next + 1 : next, value);
                if (rest > 0) {
                    next = (is(words, next, "et") ? next + 2 : next + 1) + (rest > 16 ? 1 : 0);
                    value += rest;
                }
                digits.append(String.valueOf(value).repeat(repeat));
                at = next;
            } else if (digits.length() > 0
                    && language == Language.ENGLISH
                    && (word.equals("double") || word.equals("triple"))) {
                repeat = word.equals("double") ? 2 : 3;
                at++;
                continue;
            } else {
                break;
            }
            repeat = 1;
        }
        return new Run(start, at, digits.toString());
    }

    /// What a following word adds to a round number: 8 after 60, 18 after 80 (« dix-huit »); else
    /// 0.
    private int rest(List<Word> words, int at, int value) {
        // A comma parts what belongs to different pairs: « quatre-vingts, dix-sept » is 80 17.
        if (at >= words.size() || words.get(at).isNumber() || words.get(at).breakBefore()) {
            return 0;
        }
        int next = values.getOrDefault(words.get(at).plain(), 0);
        if (value == 10 && language == Language.FRENCH) {
            return next >= 7 && next <= 9 ? next : 0;
        }
        if (value < 20 || value % 10 != 0) {
            return 0;
        }
        boolean upToNineteen = language == Language.FRENCH && (value == 60 || value == 80);
        if (upToNineteen && next == 10 && at + 1 < words.size()) {
            int unit = values.getOrDefault(words.get(at + 1).plain(), 0);
            return unit >= 7 && unit <= 9 ? 10 + unit : 10;
        }
        return next < 10 || (upToNineteen && next <= 16) ? next : 0;
    }

    private static boolean is(List<Word> words, int at, String... choices) {
        return at < words.size()
                && !words.get(at).breakBefore()
                && List.of(choices).contains(words.get(at).plain());
    }
}
