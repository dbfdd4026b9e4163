package com.ninja3cx.speech.live;

import com.ninja3cx.speech.whisper.Decoded;
import java.util.Optional;

/// The careful reading of an utterance made before its end was certain.
///
/// @param samples exactly what was read
/// @param text empty when nothing was said
record ReadAhead(long number, float[] samples, Optional<Decoded> text) {

    /// Whether the utterance ended where it was thought to. Then its sound is the same, since it
    /// depends on nothing else.
    boolean isOf(Job.Final ended) {
        return number == ended.number() && samples.length == ended.utterance().samples().length;
    }
}
