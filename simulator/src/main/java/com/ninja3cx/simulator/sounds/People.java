package com.ninja3cx.simulator.sounds;

import java.util.Random;

/// What is heard of people who do not speak.
final class People {

    private static final int RATE = WordlessSound.RATE;

    private People() {}

    /// In and out, every four seconds, close to the microphone.
    static void breathing(float[] sound, Random random) {
        double low = 0;
        double lower = 0;
        for (int i = 0; i < sound.length; i++) {
            double phase = (double) i / RATE % 4.0;
            double in = bump(phase, 0.3, 1.2);
            double out = bump(phase, 2.0, 1.6);
            // The difference of two low passes leaves the middle: air through a mouth.
            double white = random.nextGaussian();
            low += 0.5 * (white - low);
            lower += 0.1 * (white - lower);
            sound[i] += (float) ((0.10 * in + 0.16 * out) * (low - lower));
        }
    }

    private static double bump(double at, double from, double length) {
        double share = (at - from) / length;
        return share <= 0 || share >= 1 ? 0 : Math.pow(Math.sin(Math.PI * share), 2);
    }

    /// Words are typed, keys go down and up; now and then a pause.
    static void keyboard(float[] sound, Random random) {
        double at = 0.3;
        while (at * RATE < sound.length) {
            click(sound, at, 0.15 + 0.1 * random.nextDouble(), random);
            click(sound, at + 0.07, 0.06, random);
            at +=
                    random.nextInt(7) == 0
                            ? 0.3 + random.nextDouble()
                            : 0.09 + 0.1 * random.nextDouble();
        }
    }

    private static void click(float[] sound, double at, double loudness, Random random) {
        int from = (int) (at * RATE);
        double body = 180 + 120 * random.nextDouble();
        for (int i = 0; i < RATE / 30 && from + i < sound.length; i++) {
            double t = (double) i / RATE;
            double snap = random.nextGaussian() * Math.exp(-600 * t);
            double thud = 0.5 * Math.sin(2 * Math.PI * body * t) * Math.exp(-120 * t);
            sound[from + i] += (float) (loudness * (snap + thud));
        }
    }

    /// The receiver is laid down, moved, rubbed.
    static void handling(float[] sound, Random random) {
        double at = 0.5;
        while (at * RATE < sound.length) {
            int from = (int) (at * RATE);
            int length = (int) ((0.05 + 0.6 * random.nextDouble()) * RATE);
            double loudness = 0.05 + 0.3 * random.nextDouble();
            double hold = 0.8 + 0.19 * random.nextDouble();
            double value = 0;
            for (int i = 0; i < length && from + i < sound.length; i++) {
                double edge = Math.min(1, Math.min(i * 8.0, length - i) / length);
                value = hold * value + Math.sqrt(1 - hold * hold) * random.nextGaussian();
                sound[from + i] += (float) (loudness * edge * value);
            }
            at += 0.5 + 4 * random.nextDouble();
        }
    }

    /// A voice without words: a hummed tune, mouth closed.
    static void humming(float[] sound, Random random) {
        double phase = 0;
        double pitch = 140;
        double target = 140;
        for (int i = 0; i < sound.length; i++) {
            if (i % (RATE / 2) == 0) {
                target = 120 * Math.pow(2, random.nextInt(9) / 12.0);
            }
            pitch += 0.001 * (target - pitch);
            phase += 2 * Math.PI * pitch / RATE;
            double value = 0;
            for (int harmonic = 1; harmonic <= 6; harmonic++) {
                value += Math.sin(harmonic * phase) / Math.pow(2, harmonic);
            }
            boolean rests = i / (RATE * 4) % 3 == 2;
            sound[i] += rests ? 0 : (float) (0.2 * value);
        }
    }
}
