package com.ninja3cx.server.transcript;

import com.ninja3cx.speech.reading.EditDistance;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The words of a text as they are compared when the same speech was heard twice: once well, once
/// as an echo that the recogniser spells a little differently.
record SpokenWords(List<String> words) {

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    /// Words that may differ in spelling, of so many.
    private static final int ALIKE_OF = 4;

    /// Small words that only the echo may have, one of so many.
    private static final int EXTRA_OF = 10;

    private static final int SMALL = 3;

    /// Words of the other text that may be missing between two that match, of so many.
    private static final int SKIPPED_OF = 4;

    static SpokenWords of(String text) {
        String plain =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                        .replaceAll("")
                        .toLowerCase(Locale.ROOT)
                        .replace("œ", "oe");
        List<String> words = new ArrayList<>();
        for (String each : NO_WORD.split(plain)) {
            if (!each.isEmpty()) {
                words.add(each);
            }
        }
        return new SpokenWords(List.copyOf(words));
    }

    static SpokenWords of(List<Segment> segments) {
        return of(String.join(" ", segments.stream().map(Segment::text).toList()));
    }

    int count() {
        return words.size();
    }

    /// What an alignment costs so far: `alike` words spelt differently, `extra` words without a
    /// counterpart, `skipped` words of the other text passed over.
    private record Cost(int alike, int extra, int skipped) {

        Cost plus(int moreAlike, int moreExtra, int moreSkipped) {
            return new Cost(alike + moreAlike, extra + moreExtra, skipped + moreSkipped);
        }

        int weight() {
            return 2 * alike + 6 * extra + skipped;
        }

        static Cost best(Cost a, Cost b) {
            return a.weight() <= b.weight() ? a : b;
        }
    }

    /// Whether `whole` holds every one of these words, in order and close together, up to spelling:
    /// then these add nothing to it.
    boolean within(SpokenWords whole) {
        int n = words.size();
        int m = whole.words.size();
        if (n == 0 || m == 0) {
            return false;
        }
        // row[j]: the words so far against the first j words of the whole; its beginning is free.
        var row = new Cost[m + 1];
        Arrays.fill(row, new Cost(0, 0, 0));
        for (int i = 1; i <= n; i++) {
            String word = words.get(i - 1);
            // A word of weight has to be found: without it something only this text has would go.
            int extra = word.length() <= SMALL ? 1 : n + EXTRA_OF;
            var next = new Cost[m + 1];
            next[0] = row[0].plus(0, extra, 0);
            for (int j = 1; j <= m; j++) {
                Cost best = Cost.best(row[j].plus(0, extra, 0), next[j - 1].plus(0, 0, 1));
                String other = whole.words.get(j - 1);
                if (word.equals(other)) {
                    best = Cost.best(row[j - 1], best);
                } else if (alike(word, other)) {
                    best = Cost.best(row[j - 1].plus(1, 0, 0), best);
                }
                next[j] = best;
            }
            row = next;
        }
        for (Cost end : row) {
            if (end.alike() <= n / ALIKE_OF
                    && end.extra() <= n / EXTRA_OF
                    && end.skipped() <= n / SKIPPED_OF) {
                return true;
            }
        }
        return false;
    }

    /// Whether two words may be the same one, heard differently; numbers never are.
    private static boolean alike(String a, String b) {
        int longer = Math.max(a.length(), b.length());
        boolean number = Character.isDigit(a.charAt(0)) || Character.isDigit(b.charAt(0));
        return !number && longer > SMALL && EditDistance.of(a, b) <= longer / 2;
    }
}
