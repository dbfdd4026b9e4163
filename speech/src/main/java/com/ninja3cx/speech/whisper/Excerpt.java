package com.ninja3cx.speech.whisper;

import java.util.Arrays;

/// A window, or what is left of it, with how it is to be read.
///
/// @param language code, decided
/// @param prompt text said before
/// @param guess what the text may begin with
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
record Excerpt(
        float[] samples, DecodeOptions options, String language, String prompt, String guess) {

    double seconds() {
        return (double) samples.length / LogMel.SAMPLE_RATE;
    }

    /// Depends on the sound alone, so that what is drawn at random does too.
    long seed() {
        return Arrays.hashCode(samples);
    }
}
