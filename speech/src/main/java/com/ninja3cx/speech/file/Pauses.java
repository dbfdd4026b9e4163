package com.ninja3cx.speech.file;

import com.ninja3cx.speech.RecognizerEvent.Word;
import com.ninja3cx.speech.RevisedSegment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A window holds what one person says without the pauses in between, so that one segment may run
/// from before an answer of the other person to after it. Here it is parted where they were silent,
/// so that the two sides of a call read in the order they were spoken.
final class Pauses {

    /// Shorter silences are within what one person says.
    private static final long PAUSE_MILLIS = 2_000;

    private Pauses() {}

    /// The segment in parts, in order; itself alone where its words tell of no long pause.
    static List<RevisedSegment> split(RevisedSegment whole) {
        List<Word> words = whole.words();
        String joined = words.stream().map(Word::text).collect(Collectors.joining(" "));
        if (!joined.equals(whole.text())) {
            return List.of(whole);
        }
        var parts = new ArrayList<RevisedSegment>();
        int from = 0;
        for (int i = 1; i <= words.size(); i++) {
            if (i == words.size()
                    || words.get(i).startMillis() - words.get(i - 1).endMillis() >= PAUSE_MILLIS) {
                parts.add(part(whole, from, i));
                from = i;
            }
        }
        return parts.isEmpty() ? List.of(whole) : parts;
    }

    private static RevisedSegment part(RevisedSegment whole, int from, int to) {
        List<Word> words = whole.words().subList(from, to);
        return new RevisedSegment(
                from == 0 ? whole.startMillis() : words.getFirst().startMillis(),
                to == whole.words().size() ? whole.endMillis() : words.getLast().endMillis(),
                words.stream().map(Word::text).collect(Collectors.joining(" ")),
                whole.language(),
                whole.confidence(),
                words);
    }
}
