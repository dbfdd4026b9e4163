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

    /// The same for work that others go before: `betweenSteps` is called every few milliseconds,
    /// before each look at sound and each token, and may wait.
    default List<Decoded> decode(List<Window> windows, Runnable betweenSteps) {
        betweenSteps.run();
        return decode(windows);
    }

    /// How probable each language is that the model knows (code → 0 to 1, sum 1), judged from at
    /// most the first 30 s of the sound. A model of one language answers with that one alone.
    Map<String, Double> languages(float[] samples);

    /// At most 30 s of 16 kHz mono sound and how to read it.
    ///
    /// @param guess what the text probably begins with, such as an earlier reading of the same
    ///   sound: makes greedy reading quicker and never changes what is read
    record Window(float[] samples, DecodeOptions options, String guess) {

        public Window(float[] samples, DecodeOptions options) {
            this(samples, options, "");
        }
    }
}
