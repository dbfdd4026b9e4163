package com.ninja3cx.speech;

import java.util.List;
import java.util.Optional;

/// How a stream is to be heard.
///
/// @param language `fr`, `en` …: the only one that is spoken; empty = found out from the sound, and
///   again when it changes
/// @param startMillis position of the first sample that will be given: 0, or the committed mark
///   when resuming
/// @param nextUtterance number of the next utterance, counted from 0 over the whole stream
/// @param before what was said on this stream before `startMillis`, oldest first, at least the last
///   [Said#MOST]: with it a resumed stream reads as one never cut
public record StreamOptions(
        Optional<String> language, long startMillis, long nextUtterance, List<Said> before) {

    public static StreamOptions fromStart(Optional<String> language) {
        return new StreamOptions(language, 0, 0, List.of());
    }
}
