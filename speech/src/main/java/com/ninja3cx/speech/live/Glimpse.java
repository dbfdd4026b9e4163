package com.ninja3cx.speech.live;

import com.ninja3cx.speech.vad.EndpointEvent.Utterance;
import org.jspecify.annotations.Nullable;

/// An utterance that is still being spoken, to be decoded quickly; worthless once a newer one of
/// its stream is there.
///
/// @param pausing where the speaker has fallen silent: the utterance as it will be if nothing more
///   is said. It is then read ahead with the care of a final text, which is there when the silence
///   has lasted long enough
record Glimpse(long number, long start, float[] samples, @Nullable Utterance pausing) {

    static Glimpse speaking(long number, long start, float[] samples) {
        return new Glimpse(number, start, samples, null);
    }

    static Glimpse pausing(long number, Utterance utterance) {
        return new Glimpse(number, utterance.start(), utterance.samples(), utterance);
    }

    /// The same, not to be read ahead.
    Glimpse quick() {
        return speaking(number, start, samples);
    }

    long end() {
        return start + samples.length;
    }
}
