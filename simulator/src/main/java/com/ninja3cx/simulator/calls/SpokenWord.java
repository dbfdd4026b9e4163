package com.ninja3cx.simulator.calls;

/// When one word of a turn was said; times from the start of the call. The text is a word as it
/// stands in the turn, with its punctuation.
public record SpokenWord(String text, long startMillis, long endMillis) {

    public SpokenWord {
        if (startMillis < 0 || endMillis < startMillis) {
            throw new IllegalArgumentException("a word ends after it starts");
        }
    }
}
