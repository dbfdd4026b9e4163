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
/// @param leastSeconds follow the sound by silence up to this at least, up to 30 (as trained), and
///   never less than what keeps the model from repeating itself (20 s, and 0.6 s more than the
///   sound). A shorter window whose text the repetition guard refuses is decoded again in full by
///   the decoder itself
/// @param temperatureFallback try again with rising temperature when the result looks wrong
///   (compression ratio, mean log-probability), as the reference implementation does
/// @param words also tell where in the window each word was said, for about 3 % more time
public record DecodeOptions(
        Optional<String> language,
        int beamSize,
        String prompt,
        boolean timestamps,
        double leastSeconds,
        boolean temperatureFallback,
        boolean words) {

    /// Without places of words.
    public DecodeOptions(
            Optional<String> language,
            int beamSize,
            String prompt,
            boolean timestamps,
            double leastSeconds,
            boolean temperatureFallback) {
        this(language, beamSize, prompt, timestamps, leastSeconds, temperatureFallback, false);
    }

    /// The same with places of words.
    public DecodeOptions withWords() {
        return new DecodeOptions(
                language, beamSize, prompt, timestamps, leastSeconds, temperatureFallback, true);
    }

    /// The same with another prompt.
    public DecodeOptions withPrompt(String other) {
        return new DecodeOptions(
                language, beamSize, other, timestamps, leastSeconds, temperatureFallback, words);
    }

    /// The same with another number of trails.
    public DecodeOptions withBeam(int size) {
        return new DecodeOptions(
                language, size, prompt, timestamps, leastSeconds, temperatureFallback, words);
    }
}
