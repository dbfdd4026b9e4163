package com.ninja3cx.speech.vad;

/// Tells speech from all else, frame by frame. One session serves all streams; each stream keeps
/// its own [Memory].
///
/// Thread-safe. Blocking native code: call it from a platform thread.
public interface VoiceActivity extends AutoCloseable {

    /// Samples of one frame: 32 ms at 16 kHz.
    int FRAME = 512;

    /// The probability that somebody speaks in this frame, 0 to 1; `memory` goes on with it.
    ///
    /// @param samples holds the frame at `offset`
    float probability(float[] samples, int offset, Memory memory);

    /// What the detector remembers of a stream.
    Memory newMemory();

    @Override
    void close();

    /// State between frames. Not thread-safe.
    interface Memory {
        /// Back to the state before any sound.
        void reset();
    }
}
