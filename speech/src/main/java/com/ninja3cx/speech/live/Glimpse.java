package com.ninja3cx.speech.live;

/// An utterance that is still being spoken, to be decoded quickly; worthless once a newer one of
/// its stream is there.
record Glimpse(long number, long start, float[] samples) {

    long end() {
        return start + samples.length;
    }
}
