package com.ninja3cx.server.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads digits out of words, as telephone and card numbers are spoken: « zéro un, quarante-deux »
/// is 0142. Written digits are taken as they are.
final class SpokenNumbers {
    /// A run of number words from word `start` up to, not including, `end`.
    record Run(int start, int end, String digits) {}

    /// Inside so many digits a small word is only a breath.
    private static final int LONG = 4;

    private static final Set<String> FILLERS =
            Set.of("et", "puis", "euh", "ensuite", "and", "then", "uh", "um");

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

    /// The number words from `start` on; no digits where there are none.
    Run runAt(List<Word> words, int start) {
        var digits = new StringBuilder();
        int at = start;
        int repeat = 1;
        while (at < words.size()) {
            String word = words.get(at).plain();
            if (words.get(at).isNumber() && word.chars().allMatch(Character::isDigit)) {
                digits.append(word.repeat(repeat));
                at++;
            } else if (values.containsKey(word) || large(words.get(at)) > 0) {
                Said said = upToThousands(words, at);
                digits.append(String.valueOf(said.value()).repeat(repeat));
                at = said.end();
            } else if (digits.length() > 0
                    && language == Language.ENGLISH
                    && (word.equals("double") || word.equals("triple"))) {
                repeat = word.equals("double") ? 2 : 3;
                at++;
                continue;
            } else if (digits.length() >= LONG
                    && FILLERS.contains(word)
                    && at + 1 < words.size()
                    && isNumber(words.get(at + 1))) {
                at++;
                continue;
            } else {
                break;
            }
            repeat = 1;
        }
        return new Run(start, at, digits.toString());
    }

    /// A number and the word after it.
    private record Said(int value, int end) {}

    /// « quatre mille cent onze », "four thousand one hundred and eleven", or less.
    private Said upToThousands(List<Word> words, int at) {
        Said said = upToHundreds(words, at);
        if (!follows(words, said, 1000)) {
            return said;
        }
        int value = Math.max(said.value(), 1) * 1000;
        int next = said.end() + 1;
        if (continues(words, next) && large(words.get(next)) != 1000) {
            Said rest = upToHundreds(words, next);
            return new Said(value + rest.value(), rest.end());
        }
        return new Said(value, next);
    }

    private Said upToHundreds(List<Word> words, int at) {
        Said said = large(words.get(at)) > 0 ? new Said(0, at) : upToNinetyNine(words, at);
        if (said.value() > 9 || !follows(words, said, 100)) {
            return said;
        }
        int value = Math.max(said.value(), 1) * 100;
        int next = said.end() + 1;
        if (language == Language.ENGLISH && is(words, next, "and")) {
            next++;
        }
        if (continues(words, next) && large(words.get(next)) == 0) {
            Said rest = upToNinetyNine(words, next);
            return new Said(value + rest.value(), rest.end());
        }
        return new Said(value, said.end() + 1);
    }

    private Said upToNinetyNine(List<Word> words, int at) {
        int next = at + 1;
        int value = values.getOrDefault(words.get(at).plain(), 0);
        if (language == Language.FRENCH && value == 4 && is(words, next, "vingt", "vingts")) {
            value = 80;
            next++;
        }
        int rest = rest(words, is(words, next, "et") ? next + 1 : next, value);
        if (rest > 0) {
            next = (is(words, next, "et") ? next + 2 : next + 1) + (rest > 16 ? 1 : 0);
            value += rest;
        }
        return new Said(value, next);
    }

    /// Whether this word, said in one breath, goes on with a number.
    private boolean continues(List<Word> words, int at) {
        return at < words.size()
                && !words.get(at).breakBefore()
                && (values.containsKey(words.get(at).plain()) || large(words.get(at)) > 0);
    }

    /// Whether "hundred" or "thousand" multiplies what was said, or begins a number of its own.
    private boolean follows(List<Word> words, Said said, int size) {
        int at = said.end();
        return at < words.size()
                && large(words.get(at)) == size
                && (said.value() == 0 || !words.get(at).breakBefore());
    }

    /// 100 or 1000; 0 for other words.
    private int large(Word word) {
        return switch (word.plain()) {
            case "cent", "cents" -> language == Language.FRENCH ? 100 : 0;
            case "mille" -> language == Language.FRENCH ? 1000 : 0;
            case "hundred" -> language == Language.ENGLISH ? 100 : 0;
            case "thousand" -> language == Language.ENGLISH ? 1000 : 0;
            default -> 0;
        };
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
