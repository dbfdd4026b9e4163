package com.ninja3cx.speech.audio;

/// What becomes of the channels of a file.
public enum Channels {
    /// Each is read on its own: one person a channel.
    SPLIT,
    /// All are mixed to one.
    MIX
}
