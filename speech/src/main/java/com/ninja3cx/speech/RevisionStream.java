package com.ninja3cx.speech;

/// One channel being read in whole windows. Not thread-safe but for [#hurry]. The methods wait
/// while windows are decoded, also for a model that still loads; they may be called from virtual
/// threads. While too many calls that are over wait to be read, [#accept] also waits, for these,
/// until it hurries itself.
public interface RevisionStream extends AutoCloseable {

    /// Takes the next samples, 16 kHz mono, -1 to 1; windows that are full are decoded before it
    /// returns.
    ///
    /// @throws IllegalStateException when the engine has failed or was closed
    void accept(float[] samples) throws InterruptedException;

    /// No more sound: the last window is decoded.
    ///
    /// @throws IllegalStateException when the engine has failed or was closed
    void finish() throws InterruptedException;

    /// The call is over and somebody waits for the text: from now on this is read before what is
    /// read of calls that go on, and before their words on screen, never before final texts. What
    /// is read does not depend on it. Waits for nothing, and may be called from any thread.
    void hurry();

    /// Ends without decoding what is left.
    @Override
    void close();
}
