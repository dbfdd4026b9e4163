package com.ninja3cx.speech.live;

import com.ninja3cx.speech.reading.LanguageChoice;
import java.util.Arrays;

/// The text so far of one utterance being spoken. A long one is read in parts: what lies before a
/// quiet place is read once and kept, so that a glimpse costs the same however long somebody
/// speaks. Not thread-safe.
final class SpokenText {

    private static final int RATE = 16_000;
    private static final int LONGEST_READ = 8 * RATE;
    private static final int CUT_AFTER = 3 * RATE;
    private static final int CUT_BEFORE_END = 2 * RATE;
    private static final int FRAME = 320;
    private static final int SMOOTHING = 5;

    private final long number;
    private final StableWords words = new StableWords();
    private final StringBuilder kept = new StringBuilder();
    private int keptSamples;
    private String lastRead = "";
    private String language = "";
    private int judged;
    private boolean careful;
    private boolean keptSurely = true;

    SpokenText(long number) {
        this.number = number;
    }

    long number() {
        return number;
    }

    /// The language of the utterance, judged anew each time its sound has doubled.
    String language(float[] samples, LanguageChoice choice) {
        if (language.isEmpty() || samples.length >= 2 * judged) {
            language = choice.look(samples);
            judged = samples.length;
        }
        return language;
    }

    /// How much of the utterance should be read once and kept now; 0 = nothing.
    int cut(float[] samples) {
        if (samples.length - keptSamples <= LONGEST_READ) {
            return 0;
        }
        int best = keptSamples + CUT_AFTER;
        double least = Double.MAX_VALUE;
        for (int at = best; at < samples.length - CUT_BEFORE_END; at += FRAME) {
            double energy = 0;
            int from = at - SMOOTHING * FRAME;
            for (int i = from; i < at + SMOOTHING * FRAME; i++) {
                energy += (double) samples[i] * samples[i];
            }
            if (energy < least) {
                least = energy;
                best = at;
            }
        }
        return best;
    }

    /// Keeps the text of the sound up to `cut`. What follows is as sure as that at most.
    void keep(String text, int cut, boolean sure) {
        keptSurely &= sure;
        kept.append(kept.isEmpty() || text.isEmpty() ? "" : " ").append(text);
        keptSamples = cut;
        lastRead = "";
    }

    /// The sound that is not kept as text yet, up to `end`. All of it is the array itself, so that
    /// the decoder knows it again.
    float[] open(float[] samples, int end) {
        if (keptSamples == 0 && end == samples.length) {
            return samples;
        }
        return Arrays.copyOfRange(samples, keptSamples, end);
    }

    /// Whether a quick reading of it was in doubt.
    boolean isReadWithCare() {
        return careful;
    }

    void readWithCare() {
        careful = true;
    }

    /// Part of the utterance is kept as text.
    boolean isCut() {
        return keptSamples > 0;
    }

    /// What was said before the open sound.
    String before(String utterances) {
        return (utterances + " " + kept).strip();
    }

    /// What the open sound was last read as: its next reading probably begins with it.
    String guess() {
        return lastRead;
    }

    /// Takes the reading of the open sound, of an utterance of which so much was heard.
    StableWords.Shown update(String text, long heardMillis, boolean sure) {
        lastRead = text;
        return words.update(kept + " " + text, heardMillis, sure && keptSurely);
    }

    /// Takes a reading of the whole utterance.
    StableWords.Shown updateWhole(String text, long heardMillis, boolean sure) {
        return words.update(text, heardMillis, sure);
    }
}
