package com.ninja3cx.server.ninjaone;

import com.ninja3cx.server.i18n.Words;

/// One thing that was looked at.
///
/// @param code stable name for programs
/// @param words what was found, and what to do
public record Finding(Level level, String code, Words words) {

    public enum Level {
        /// As it should be.
        GOOD,
        /// Works, but somebody should know.
        NOTE,
        /// Keeps tickets from being written, or makes them wrong.
        WRONG
    }

    static Finding good(String code, String french, String english) {
        return new Finding(Level.GOOD, code, new Words(french, english));
    }

    static Finding note(String code, String french, String english) {
        return new Finding(Level.NOTE, code, new Words(french, english));
    }

    static Finding wrong(String code, String french, String english) {
        return new Finding(Level.WRONG, code, new Words(french, english));
    }

    static Finding wrong(String code, Words words) {
        return new Finding(Level.WRONG, code, words);
    }
}
