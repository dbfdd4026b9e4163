package com.ninja3cx.simulator.sounds;

import java.util.Random;

/// Noises of lines and rooms. Loudness is the effective value, 1 = full scale.
final class Noise {

    private Noise() {}

    static void white(float[] sound, double loudness, Random random) {
        for (int i = 0; i < sound.length; i++) {
            sound[i] += (float) (loudness * random.nextGaussian());
        }
    }

    /// Noise of low frequencies: the nearer `hold` to 1, the deeper.
    static void low(float[] sound, double loudness, double hold, Random random) {
        double gain = loudness * Math.sqrt(1 - hold * hold);
        double value = 0;
        for (int i = 0; i < sound.length; i++) {
            value = hold * value + gain * random.nextGaussian();
            sound[i] += (float) value;
        }
    }

    /// Comes and goes about as often as syllables and sentences do.
    static void swelling(float[] sound, Random random) {
        low(sound, 0.15, 0.9, random);
        for (int i = 0; i < sound.length; i++) {
            double seconds = (double) i / WordlessSound.RATE;
            double slow = Math.max(0, Math.sin(2 * Math.PI * 0.15 * seconds));
            double quick = 0.5 + 0.5 * Math.sin(2 * Math.PI * 3.7 * seconds);
            sound[i] *= (float) (slow * quick);
        }
    }

    static void crackle(float[] sound, Random random) {
        white(sound, 0.002, random);
        int i = 0;
        while (i < sound.length) {
            int length = Math.min(1 + random.nextInt(8), sound.length - i);
            double loud = 0.3 * random.nextGaussian();
            for (int k = 0; k < length; k++) {
                sound[i + k] += (float) (loud * (k % 2 == 0 ? 1 : -1));
            }
            i += length + 1 + (int) (-Math.log(1 - random.nextDouble()) * WordlessSound.RATE / 6);
        }
    }
}
