package com.ninja3cx.speech.onnx;

/// One of the decoder's ways of looking at the sound; both numbers count from 0.
public record AttentionHead(int layer, int head) {}
