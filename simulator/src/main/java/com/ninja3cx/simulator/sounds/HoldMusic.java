package com.ninja3cx.simulator.sounds;

import java.util.Random;

/// Music as it is played to people who wait: chords, a wandering melody, a beat. Nobody wrote it:
/// the notes are drawn.
final class HoldMusic {

    private static final int RATE = WordlessSound.RATE;
    private static final double A = 220;
    private static final int[][] CHORDS = {{0, 4, 7}, {9, 12, 16}, {5, 9, 12}, {7, 11, 14}};
    private static final int[] SCALE = {0, 2, 4, 5, 7, 9, 11, 12, 14, 16};

    private HoldMusic() {}

    static void slow(float[] sound, Random random) {
        play(sound, 0.75, false, random);
    }

    static void withBeat(float[] sound, Random random) {
        play(sound, 0.46, true, random);
    }

    private static void play(float[] sound, double beat, boolean drums, Random random) {
        int place = 4;
        int count = (int) (sound.length / (beat * RATE)) + 1;
        for (int i = 0; i < count; i++) {
            double at = i * beat;
            int[] chord = CHORDS[i / 4 % CHORDS.length];
            for (int note : chord) {
                pluck(sound, at, beat * 1.5, A * Math.pow(2, note / 12.0), 0.05);
            }
            place = Math.clamp(place + random.nextInt(5) - 2, 0, SCALE.length - 1);
            pluck(sound, at, beat, 2 * A * Math.pow(2, SCALE[place] / 12.0), 0.12);
            if (drums) {
                drum(sound, at, i % 2 == 0 ? 60 : 0, random);
                drum(sound, at + beat / 2, 0, random);
            }
        }
    }

    /// A string: harmonics that fade.
    private static void pluck(
            float[] sound, double at, double seconds, double frequency, double loudness) {
        int from = (int) (at * RATE);
        for (int i = 0; i < seconds * RATE && from + i < sound.length; i++) {
            double t = (double) i / RATE;
            double fade = Math.min(1, t * 200) * Math.exp(-3 * t / seconds);
            double value = 0;
            for (int harmonic = 1; harmonic <= 4; harmonic++) {
                value += Math.sin(2 * Math.PI * frequency * harmonic * t) / (harmonic * harmonic);
            }
            sound[from + i] += (float) (loudness * fade * value);
        }
    }

    /// A drum of this pitch; 0 = a cymbal.
    private static void drum(float[] sound, double at, double frequency, Random random) {
        int from = (int) (at * RATE);
        for (int i = 0; i < RATE / 8 && from + i < sound.length; i++) {
            double t = (double) i / RATE;
            double hit =
                    frequency > 0
                            ? 0.3 * Math.sin(2 * Math.PI * frequency * t) * Math.exp(-20 * t)
                            : 0.06 * random.nextGaussian() * Math.exp(-50 * t);
            sound[from + i] += (float) hit;
        }
    }
}
