package com.ninja3cx.simulator.sounds;

import java.util.Random;

/// Tones of exchanges and machines (cadences of ITU-T E.180, fax tones of T.30, keys of Q.23).
final class Tones {

    private static final double[] ROWS = {697, 770, 852, 941};
    private static final double[] COLUMNS = {1_209, 1_336, 1_477, 1_633};
    private static final int RATE = WordlessSound.RATE;
    private static final int EDGE = RATE / 200;

    private Tones() {}

    /// Tones together, on and off for so many seconds.
    static WordlessSound.Maker cadence(
            double loudness, double on, double off, double... frequencies) {
        return (sound, random) -> {
            for (double at = 0; at * RATE < sound.length; at += on + off) {
                for (double frequency : frequencies) {
                    tone(sound, at, on, frequency, loudness / frequencies.length);
                }
            }
        };
    }

    /// One tone with soft edges.
    static void tone(
            float[] sound, double startSeconds, double seconds, double frequency, double loudness) {
        int from = (int) (startSeconds * RATE);
        int length = (int) (seconds * RATE);
        for (int i = 0; i < length && from + i < sound.length; i++) {
            double edge = Math.min(1, Math.min(i, length - i) / (double) EDGE);
            sound[from + i] +=
                    (float) (edge * loudness * Math.sin(2 * Math.PI * frequency * i / RATE));
        }
    }

    static void hum(float[] sound, double loudness) {
        for (int harmonic = 1; harmonic <= 7; harmonic += 2) {
            double seconds = (double) sound.length / RATE;
            tone(sound, 0, seconds, 50.0 * harmonic, loudness / harmonic);
        }
    }

    /// A mobile telephone beside the receiver: bursts 217 times a second.
    static void gsmBuzz(float[] sound, Random random) {
        int period = RATE / 217;
        for (int i = 0; i < sound.length; i++) {
            boolean on = i / (RATE / 2) % 7 < 3;
            if (on && i % period < period / 8) {
                sound[i] += (float) (0.2 + 0.02 * random.nextGaussian());
            }
        }
    }

    /// Numbers typed by somebody in a hurry.
    static void dtmf(float[] sound, Random random) {
        for (double at = 0.2; at * RATE < sound.length; ) {
            double row = ROWS[random.nextInt(ROWS.length)];
            double column = COLUMNS[random.nextInt(COLUMNS.length)];
            double on = 0.07 + 0.1 * random.nextDouble();
            tone(sound, at, on, row, 0.15);
            tone(sound, at, on, column, 0.15);
            at += on + 0.08 + (random.nextInt(10) == 0 ? 3 : 0.2 * random.nextDouble());
        }
    }

    /// Two frequencies in turn, 300 times a second (ITU-T V.21).
    static void modem(float[] sound, Random random) {
        double phase = 0;
        double frequency = 1_650;
        for (int i = 0; i < sound.length; i++) {
            if (i % (RATE / 300) == 0) {
                frequency = random.nextBoolean() ? 1_650 : 1_850;
            }
            phase += 2 * Math.PI * frequency / RATE;
            sound[i] += (float) (0.2 * Math.sin(phase));
        }
    }
}
