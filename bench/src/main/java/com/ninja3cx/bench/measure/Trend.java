package com.ninja3cx.bench.measure;

import org.jspecify.annotations.Nullable;

/// A [Slope] to be printed: what is gained each minute, and the standard error of that; both null
/// on runs that are too short to tell.
public record Trend(@Nullable Double perMinute, @Nullable Double error) {

    /// @param unit in which it is told: 1 = that of the points
    public static Trend of(@Nullable Slope slope, double unit) {
        return slope == null
                ? new Trend(null, null)
                : new Trend(
                        Rounded.to(2, slope.perMinute() / unit),
                        Rounded.to(2, slope.error() / unit));
    }
}
