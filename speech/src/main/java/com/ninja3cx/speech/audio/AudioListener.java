package com.ninja3cx.speech.audio;

/// Takes decoded sound, piece by piece.
@FunctionalInterface
public interface AudioListener {

    /// @param channels the next samples of each channel, 16 kHz, all of one length; the arrays
    ///   belong to the listener
    void accept(float[][] channels) throws InterruptedException;
}
