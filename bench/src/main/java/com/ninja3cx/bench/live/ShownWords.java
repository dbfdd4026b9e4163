package com.ninja3cx.bench.live;

import com.ninja3cx.simulator.score.WordAlignment;
import com.ninja3cx.simulator.score.WordErrorRate;
import java.util.List;

/// The words of one final text, and what stood in their places in the partial texts before it.
final class ShownWords {

    /// A text and how far into the stream its sound reached.
    ///
    /// @param atMicros time of day
    record Look(long atMicros, long soundEndMillis, String text) {}

    private final List<Look> looks;
    private final List<WordAlignment> places;
    private final long finalMicros;

    /// @param words of the final text
    /// @param looks partial texts in the order in which they came
    ShownWords(List<String> words, List<Look> looks, long finalMicros) {
        this.looks = List.copyOf(looks);
        this.places =
                looks.stream()
                        .map(look -> WordErrorRate.words(look.text()))
                        .map(shown -> WordAlignment.ofBeginning(words, shown))
                        .toList();
        this.finalMicros = finalMicros;
    }

    /// From when on a word stood there for good.
    long shownMicros(int word) {
        long shown = finalMicros;
        for (int i = looks.size() - 1; i >= 0 && places.get(i).correct()[word]; i--) {
            shown = looks.get(i).atMicros();
        }
        return shown;
    }

    /// @param streamEndMillis where the word ends in the stream
    /// @param startMicros time of day at which the stream began
    WordStory story(int word, long streamEndMillis, long startMicros) {
        int first = 0;
        while (first < looks.size() && !placed(first, word)) {
            first++;
        }
        int whole = 0;
        while (whole < looks.size() && looks.get(whole).soundEndMillis() < streamEndMillis) {
            whole++;
        }
        long shown = shownMicros(word);
        return new WordStory(
                startMicros / 1_000 + streamEndMillis,
                at(first) / 1_000,
                right(first, word),
                at(whole) / 1_000,
                shown / 1_000,
                cause(word, whole, shown));
    }

    private WordStory.Cause cause(int word, int whole, long shown) {
        if (shown <= at(whole)) {
            return WordStory.Cause.LOOK;
        }
        if (right(whole, word)) {
            return WordStory.Cause.TAKEN_BACK;
        }
        return placed(whole, word) ? WordStory.Cause.MISREAD : WordStory.Cause.UNREAD;
    }

    /// The text after the last look is the final one.
    private long at(int look) {
        return look < looks.size() ? looks.get(look).atMicros() : finalMicros;
    }

    private boolean placed(int look, int word) {
        return look == looks.size() || places.get(look).heardAt()[word] >= 0;
    }

    private boolean right(int look, int word) {
        return look == looks.size() || places.get(look).correct()[word];
    }
}
