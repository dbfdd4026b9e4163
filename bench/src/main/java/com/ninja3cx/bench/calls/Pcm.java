package com.ninja3cx.bench.calls;

/// 16-bit samples and numbers from -1 to 1.
public final class Pcm {

    private static final float FULL_SCALE = 32_768f;

    private Pcm() {}

    public static float[] floats(short[] samples, int from, int to) {
        float[] sound = new float[to - from];
        for (int i = 0; i < sound.length; i++) {
            sound[i] = samples[from + i] / FULL_SCALE;
        }
        return sound;
    }

    static short[] shorts(float[] sound) {
        short[] samples = new short[sound.length];
        for (int i = 0; i < sound.length; i++) {
            int value = Math.round(sound[i] * FULL_SCALE);
            samples[i] = (short) Math.clamp(value, Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return samples;
    }
}
