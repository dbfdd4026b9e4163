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
/// @param context texts already said on this stream before `startMillis`, oldest first: they prime
///   the decoder, so that a resumed stream reads as one never cut
/// @param languageBefore language of the last of these texts, spoken until it changes
public record StreamOptions(
        Optional<String> language,
        long startMillis,
        long nextUtterance,
        List<String> context,
        Optional<String> languageBefore) {

    /// Without a language known from before.
    public StreamOptions(
            Optional<String> language, long startMillis, long nextUtterance, List<String> context) {
        this(language, startMillis, nextUtterance, context, Optional.empty());
    }

    public static StreamOptions fromStart(Optional<String> language) {
        return new StreamOptions(language, 0, 0, List.of());
    }
}
