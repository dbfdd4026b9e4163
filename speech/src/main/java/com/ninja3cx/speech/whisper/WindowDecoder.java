package com.ninja3cx.speech.whisper;

import java.util.List;
import java.util.Map;

/// Turns windows of sound into text. Implemented by the Whisper model; a test may give a simpler
/// one.
///
/// Blocking and CPU-bound: call it from a platform thread. Thread-safe. The result for a window is
/// bit-identical whichever other windows are decoded with it.
public interface WindowDecoder {

    /// Decodes each window; the result has the same order and length.
    List<Decoded> decode(List<Window> windows);

    /// How probable each language is that the model knows (code → 0 to 1, sum 1), judged from at
    /// most the first 30 s of the sound. A model of one language answers with that one alone.
    Map<String, Double> languages(float[] samples);

    /// At most 30 s of 16 kHz mono sound and how to read it.
    record Window(float[] samples, DecodeOptions options) {}
}
