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
    ///
    /// @param leastSeconds silence that follows it, as in [DecodeOptions]: with the same as a
    ///   window is read with afterwards, its sound is looked at once for both
    Map<String, Double> languages(float[] samples, double leastSeconds);

    /// Sound directly before a window and what was said in it. Hearing both together, the decoder
    /// knows the voice and the sentence; it goes on after this text instead of reading it again.
    @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
    record Begun(float[] sound, String text) {

        public static final Begun NOTHING = new Begun(new float[0], "");

        public boolean isNothing() {
            return sound.length == 0 || text.isBlank();
        }
    }

    /// 16 kHz mono sound and how to read it: at most 30 s together with what it begins with.
    /// Everything that is told of it counts from its own first sample.
    ///
    /// @param guess what the text probably begins with, such as an earlier reading of the same
    ///   sound: makes reading quicker. It never changes what is read greedily. Several trails part
    ///   only after as much of its beginning as is, token by token, more probable than all else
    /// @param begun heard together with it; not for readings with timestamps
    record Window(float[] samples, DecodeOptions options, String guess, Begun begun) {

        public Window {
            if (options.timestamps() && !begun.isNothing()) {
                throw new IllegalArgumentException("timestamps count from the start of a window");
            }
        }

        public Window(float[] samples, DecodeOptions options) {
            this(samples, options, "", Begun.NOTHING);
        }

        public Window(float[] samples, DecodeOptions options, String guess) {
            this(samples, options, guess, Begun.NOTHING);
        }
    }
}
