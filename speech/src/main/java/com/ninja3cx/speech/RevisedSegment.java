package com.ninja3cx.speech;

import com.ninja3cx.speech.RecognizerEvent.Word;
import java.util.List;

/// A piece of text of the better reading; times are milliseconds from the first sample given.
///
/// @param confidence 0 to 1
/// @param words of the text with their places
public record RevisedSegment(
        long startMillis,
        long endMillis,
        String text,
        String language,
        double confidence,
        List<Word> words) {

    public RevisedSegment {
        words = List.copyOf(words);
    }
}
