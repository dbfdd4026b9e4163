package com.ninja3cx.speech.whisper;

import java.util.Optional;

/// How a window is decoded.
///
/// @param language code such as `fr`; empty = the model's own choice from the first 30 s of the
///   window
/// @param beamSize 1 = greedy
/// @param prompt text said before the window, given to the decoder as context; empty for none
/// @param timestamps whether the decoder places sub-segments inside the window (whole windows), or
///   reads it as one piece of text (utterances)
/// @param fullWindow pad the encoder's input to 30 s (slow, as trained); otherwise to `max(7.7 s,
///   sound + 1.3 s)`. A short window whose text the repetition guard refuses is decoded again in
///   full by the decoder itself
/// @param temperatureFallback try again with rising temperature when the result looks wrong
///   (compression ratio, mean log-probability), as the reference implementation does
public record DecodeOptions(
        Optional<String> language,
        int beamSize,
        String prompt,
        boolean timestamps,
        boolean fullWindow,
        boolean temperatureFallback) {}
