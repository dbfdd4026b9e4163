package com.ninja3cx.speech;

/// A piece of text of the better reading; times are milliseconds from the first sample given.
///
/// @param confidence 0 to 1
public record RevisedSegment(
        long startMillis, long endMillis, String text, String language, double confidence) {}
