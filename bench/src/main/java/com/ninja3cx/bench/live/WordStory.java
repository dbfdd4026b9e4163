package com.ninja3cx.bench.live;

/// How a word of a final text came on screen. All times of day in milliseconds.
///
/// @param endMillis its end was spoken
/// @param firstMillis something first stood in its place
/// @param firstRight whether that was the word itself
/// @param lookMillis the first text came that was read from all of its sound
/// @param shownMillis it showed and was not taken back any more
record WordStory(
        long endMillis,
        long firstMillis,
        boolean firstRight,
        long lookMillis,
        long shownMillis,
        Cause cause) {

    /// Why it did not show sooner.
    enum Cause {
        /// It stood there as soon as a text came that was read from all of its sound: before, the
        /// engine had not looked.
        LOOK,

        /// That text had another word in its place.
        MISREAD,

        /// That text had nothing in its place yet.
        UNREAD,

        /// That text had the word, and a later one took it back for a while.
        TAKEN_BACK
    }

    long lagMillis() {
        return shownMillis - endMillis;
    }

    /// From its end to the first text that was read from all of its sound.
    long lookAfterMillis() {
        return lookMillis - endMillis;
    }

    /// From whatever stood in its place first to itself.
    long mendedAfterMillis() {
        return shownMillis - firstMillis;
    }
}
