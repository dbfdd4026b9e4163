package com.ninja3cx.speech.whisper;

/// A word and its place in the window, in milliseconds; signs that follow it belong to it.
///
/// @param probability geometric mean over its tokens, 0 to 1
public record SpokenWord(String text, long startMillis, long endMillis, double probability) {}
