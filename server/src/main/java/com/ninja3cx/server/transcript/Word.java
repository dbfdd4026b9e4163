package com.ninja3cx.server.transcript;

import com.ninja3cx.speech.RecognizerEvent;
import java.util.List;

/// A word that was said, with the signs that follow it.
///
/// @param startMillis from the start of the call
/// @param confidence 0 to 1
public record Word(String text, long startMillis, long endMillis, double confidence) {

    /// What the engine heard in a stream that began `offsetMillis` after the call.
    public static List<Word> of(List<RecognizerEvent.Word> heard, long offsetMillis) {
        return heard.stream()
                .map(
                        word ->
                                new Word(
                                        word.text(),
                                        word.startMillis() + offsetMillis,
                                        word.endMillis() + offsetMillis,
                                        word.confidence()))
                .toList();
    }
}
