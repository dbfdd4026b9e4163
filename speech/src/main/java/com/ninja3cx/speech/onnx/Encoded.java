package com.ninja3cx.speech.onnx;

import java.util.Arrays;

/// What the encoder made of a window: one vector for each place of its layout, row by row.
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
public record Encoded(float[] vectors, Layout layout) {

    /// What it made of the sound from this step of 20 ms on.
    public Encoded from(int step) {
        int width = vectors.length / layout.places();
        var rest = new Layout(layout.sound() - step, layout.whole() - step);
        return new Encoded(Arrays.copyOfRange(vectors, step * width, vectors.length), rest);
    }
}
