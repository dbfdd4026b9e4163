package com.ninja3cx.speech.whisper;

import com.ninja3cx.speech.whisper.WindowDecoder.Begun;
import java.util.Arrays;

/// A window, or what is left of it, with how it is to be read.
///
/// @param language code, decided
/// @param prompt text said before
/// @param guess what the text may begin with
/// @param begun heard before the samples, and read already
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
record Excerpt(
        float[] samples,
        DecodeOptions options,
        String language,
        String prompt,
        String guess,
        Begun begun) {

    /// Of its own, without what it begins with.
    double seconds() {
        return seconds(samples);
    }

    double secondsBegun() {
        return goesOn() ? seconds(begun.sound()) : 0;
    }

    private static double seconds(float[] sound) {
        return (double) sound.length / LogMel.SAMPLE_RATE;
    }

    /// Something is heard before it.
    boolean goesOn() {
        return !begun.isNothing();
    }

    /// Everything that is heard.
    float[] sound() {
        if (!goesOn()) {
            // The array itself, so that its sound is known again.
            return samples;
        }
        float[] before = begun.sound();
        float[] all = Arrays.copyOf(before, before.length + samples.length);
        System.arraycopy(samples, 0, all, before.length, samples.length);
        return all;
    }

    /// Depends on the sound alone, so that what is drawn at random does too.
    long seed() {
        return Arrays.hashCode(samples);
    }
}
