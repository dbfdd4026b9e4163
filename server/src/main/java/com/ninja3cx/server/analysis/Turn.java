package com.ninja3cx.server.analysis;

/// What one person said without being interrupted.
///
/// @param startMillis offset from the start of the call, not negative
/// @param text as recognised; may be empty, unpunctuated or misheard
public record Turn(Voice voice, long startMillis, String text) {
    public Turn {
        if (startMillis < 0) {
            throw new IllegalArgumentException("startMillis " + startMillis);
        }
    }
}
