package com.ninja3cx.speech.onnx;

import java.lang.foreign.Arena;
import java.nio.FloatBuffer;

/// Native memory for the vocabulary-sized rows that go into a decoder step and come out of it.
///
/// Before a step as many rows of [#bias] are written as places are picked; afterwards [#read] gives
/// the log-probabilities at each. Used by one thread at a time.
public final class ScoreBuffers implements AutoCloseable {

    private final Arena arena;
    private final FloatBuffer bias;
    private final FloatBuffer scores;
    private final int vocabulary;

    @SuppressWarnings("MustBeClosedChecker") // closed with the buffers
    public ScoreBuffers(int vocabulary, int mostRows) {
        this.vocabulary = vocabulary;
        arena = Arena.ofShared();
        bias = NativeFloats.allocate(arena, mostRows * vocabulary);
        scores = NativeFloats.allocate(arena, mostRows * vocabulary);
    }

    /// What is added to the score of each token: to be filled with whole rows after [#clear].
    public FloatBuffer bias() {
        return bias;
    }

    /// Forgets what was written for the step before.
    public void clear() {
        bias.clear();
    }

    /// Copies the log-probabilities of one picked place.
    public void read(int row, float[] target) {
        scores.get(row * vocabulary, target);
    }

    FloatBuffer biasOf(int rows) {
        return bias.duplicate().clear().limit(rows * vocabulary);
    }

    FloatBuffer scoresOf(int rows) {
        return scores.duplicate().clear().limit(rows * vocabulary);
    }

    @Override
    public void close() {
        arena.close();
    }
}
