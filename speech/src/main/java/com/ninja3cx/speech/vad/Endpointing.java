package com.ninja3cx.speech.vad;

/// When speech starts and ends. All lengths in milliseconds of sound, rounded up to frames of 32.
///
/// @param onset probability at which speech begins
/// @param release probability below which a frame is silence again
/// @param minimumOnset speech must last this long to begin an utterance
/// @param minimumVoiced utterances with less voiced sound are no speech
/// @param preRoll sound kept before the onset
/// @param postRoll sound kept after the last voiced frame
/// @param hangover silence that ends an utterance
/// @param easyHangover the same once the utterance is longer than `easyAfter`: a long one is ended
///   at shorter pauses
/// @param longest utterances are split at their quietest place when they get this long
/// @param silenceMark in silence, a point to resume from is set this often
public record Endpointing(
        float onset,
        float release,
        int minimumOnset,
        int minimumVoiced,
        int preRoll,
        int postRoll,
        int hangover,
        int easyHangover,
        int easyAfter,
        int longest,
        int silenceMark) {

    static final int FRAME_MILLIS = 32;

    public Endpointing {
        if (release > onset || onset >= 1 || release <= 0) {
            throw new IllegalArgumentException("release ≤ onset, both within 0 and 1");
        }
        if (postRoll >= easyHangover || easyHangover > hangover) {
            throw new IllegalArgumentException("post-roll < easy hangover ≤ hangover");
        }
        if (longest > 28_000 || longest < easyAfter || preRoll >= silenceMark) {
            throw new IllegalArgumentException("an utterance must fit a window of 30 s");
        }
    }

    /// For words on screen while people talk: a sentence is final soon after it ended.
    public static Endpointing live() {
        return new Endpointing(0.5f, 0.35f, 64, 192, 256, 224, 608, 320, 12_000, 22_000, 10_000);
    }

    /// For whole windows: speech with its surroundings, to be merged afterwards. Pauses within what
    /// somebody says stay as they are: the decoder hears from them where sentences end.
    public static Endpointing whole() {
        return new Endpointing(
                0.5f, 0.35f, 64, 160, 400, 400, 2_016, 2_016, 26_000, 26_000, 10_000);
    }

    static int frames(int millis) {
        return (millis + FRAME_MILLIS - 1) / FRAME_MILLIS;
    }
}
