package com.ninja3cx.speech;

/// One channel of one call being heard. Not thread-safe: one thread gives the sound, in order.
public interface LiveStream extends AutoCloseable {

    /// Takes the next samples, 16 kHz mono, -1 to 1. Never blocks on decoding.
    ///
    /// @throws IllegalStateException when ten minutes of sound wait already: close the stream, and
    ///   open it again at its committed mark when the engine has caught up
    void accept(float[] samples);

    /// No more sound: what is still open is decoded and reported, then [RecognizerEvent.Ended]
    /// follows, always.
    void finish();

    /// How much sound was taken in but is not yet covered by a final text, in milliseconds.
    long lagMillis();

    /// How far the engine is behind: from the end of the oldest utterance that is not yet text to
    /// the sound that came last, or the sound that nobody listened to yet, in milliseconds. What
    /// somebody still says does not count, however long.
    long behindMillis();

    /// Stops hearing at once; nothing is reported afterwards. Harmless after [#finish] has ended.
    @Override
    void close();
}
