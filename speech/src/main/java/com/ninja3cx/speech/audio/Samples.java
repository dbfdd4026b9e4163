package com.ninja3cx.speech.audio;

/// Sound as numbers, before it is trusted.
public final class Samples {

    /// Samples of a millisecond, at 16 kHz.
    public static final int PER_MILLI = 16;

    private Samples() {}

    /// A copy in which what is no number is silence, and what is beyond full scale is at it: one
    /// such sample would otherwise stay in the memory of the voice activity detector for good.
    public static float[] clean(float[] samples) {
        float[] clean = new float[samples.length];
        for (int i = 0; i < samples.length; i++) {
            float sample = samples[i];
            clean[i] = Float.isNaN(sample) ? 0 : Math.clamp(sample, -1f, 1f);
        }
        return clean;
    }
}
