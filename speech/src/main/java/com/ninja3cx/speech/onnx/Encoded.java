package com.ninja3cx.speech.onnx;

/// What the encoder made of a window: one vector for each place of its layout, row by row.
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
public record Encoded(float[] vectors, Layout layout) {}
