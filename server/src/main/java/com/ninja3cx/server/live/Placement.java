package com.ninja3cx.server.live;

import com.ninja3cx.protocol.AudioChunk;
import com.ninja3cx.speech.audio.Resampler;

/// Puts chunks in their place: what was had already is left out, what is missing becomes silence.
/// Positions are samples at the stream's own rate.
final class Placement {

    /// The longest hole that is filled, in seconds; a larger one is a mistake.
    static final int LONGEST_GAP_SECONDS = 600;

    private final int sampleRate;
    private long expected;

    private Placement(int sampleRate, long expected) {
        this.sampleRate = sampleRate;
        this.expected = expected;
    }

    /// @param heard samples at 16 kHz that are there already
    static Placement from(long heard, int sampleRate) {
        return new Placement(sampleRate, heard * sampleRate / Resampler.OUTPUT_RATE);
    }

    /// What a chunk adds.
    ///
    /// @param silence samples that are missing before it
    /// @param samples what of it is new; maybe nothing
    record Added(int silence, float[] samples) {}

    /// @throws GapException when far too much is missing before the chunk
    Added add(AudioChunk chunk) throws GapException {
        long gap = Math.max(0, chunk.firstSample() - expected);
        if (gap > (long) LONGEST_GAP_SECONDS * sampleRate) {
            throw new GapException(gap / sampleRate);
        }
        short[] all = chunk.samples();
        int known = (int) Math.clamp(expected - chunk.firstSample(), 0, all.length);
        float[] fresh = new float[all.length - known];
        for (int i = 0; i < fresh.length; i++) {
            fresh[i] = all[known + i] / 32_768f;
        }
        expected += gap + fresh.length;
        return new Added((int) gap, fresh);
    }

    /// Samples placed so far, from the start of the stream.
    long expected() {
        return expected;
    }

    int sampleRate() {
        return sampleRate;
    }

    /// More is missing than can be a lost piece.
    static final class GapException extends Exception {
        private static final long serialVersionUID = 1L;

        GapException(long seconds) {
            super(seconds + " s are missing");
        }
    }
}
