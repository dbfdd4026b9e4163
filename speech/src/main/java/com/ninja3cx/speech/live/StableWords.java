package com.ninja3cx.speech.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Words of an utterance being spoken: those on which two readings agreed stay as they are
/// (LocalAgreement-2; Liu, Spanakis and Niehues 2020; Macháček, Dabre and Bojar 2023). Two readings
/// of nearly the same sound agree on the same mistakes: one counts only where two seconds of sound
/// have come since the other. Not thread-safe.
final class StableWords {

    /// Counted in the sound, not in readings, whose pace follows the load.
    private static final int APART_MILLIS = 2_000;

    private final List<String> stable = new ArrayList<>();
    private List<String> previous = List.of();
    private long previousMillis = -APART_MILLIS;

    /// @param text all words so far
    /// @param count how many of them, from the first, stay
    record Shown(String text, int count) {}

    /// Takes the newest reading of the whole utterance, of which so much was heard. One that is not
    /// `sure` is shown and makes nothing stable.
    Shown update(String reading, long heardMillis, boolean sure) {
        List<String> words = words(reading);
        List<String> rest = words.subList(endOfStable(words), words.size());
        List<String> whole = new ArrayList<>(stable);
        whole.addAll(rest);
        if (!sure || heardMillis - previousMillis < APART_MILLIS) {
            return new Shown(String.join(" ", whole), stable.size());
        }
        int agreed = stable.size();
        while (agreed < whole.size()
                && agreed < previous.size()
                && plain(whole.get(agreed)).equals(plain(previous.get(agreed)))) {
            agreed++;
        }
        stable.addAll(whole.subList(stable.size(), agreed));
        previous = whole;
        previousMillis = heardMillis;
        return new Shown(String.join(" ", whole), stable.size());
    }

    /// How many words of the reading stand for the stable ones: that prefix which is nearest to
    /// them by edit distance, since a later reading may hear them otherwise. Of equal ones that
    /// which ends as they do: after "bonjour", what follows "oui, bonjour" is what follows both
    /// words, or "bonjour" would be shown twice.
    private int endOfStable(List<String> words) {
        int[] row = new int[words.size() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (String word : stable) {
            int diagonal = row[0];
            row[0]++;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (plain(word).equals(plain(words.get(j - 1))) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int j = 0; j < row.length; j++) {
            int cost = 2 * row[j] + (endsAsStable(words, j) ? 0 : 1);
            boolean nearer = Math.abs(j - stable.size()) < Math.abs(best - stable.size());
            if (cost < least || cost == least && nearer) {
                best = j;
                least = cost;
            }
        }
        return best;
    }

    private boolean endsAsStable(List<String> words, int count) {
        return count > 0
                && !stable.isEmpty()
                && plain(words.get(count - 1)).equals(plain(stable.getLast()));
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }

    private static String plain(String word) {
        String letters = word.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
        return letters.isEmpty() ? word : letters;
    }
}
