package com.ninja3cx.bench.measure;

import com.ninja3cx.simulator.score.LiveTimes;
import java.util.List;

/// Resident memory over a run, in MiB.
///
/// @param startMb median of the first minute, or of the first fifth of a short run
/// @param endMb the same of the end
/// @param growthMb gained each minute over the whole
/// @param lateGrowthMb gained each minute in the second half, when caches are filled and the Java
///   heap has found its size
public record Memory(long startMb, long endMb, Trend growthMb, Trend lateGrowthMb) {

    private static final double KIB = 1_024;
    private static final long MINUTE_MILLIS = 60_000;

    /// @param samples KiB over time, in order
    public static Memory of(List<Slope.Point> samples) {
        if (samples.isEmpty()) {
            return new Memory(0, 0, Trend.of(null, 1), Trend.of(null, 1));
        }
        long first = samples.getFirst().at();
        long last = samples.getLast().at();
        long edge = Math.min(MINUTE_MILLIS, (last - first) / 5);
        List<Slope.Point> late =
                samples.stream().filter(each -> each.at() >= (first + last) / 2).toList();
        return new Memory(
                median(samples.stream().filter(each -> each.at() <= first + edge).toList()),
                median(samples.stream().filter(each -> each.at() >= last - edge).toList()),
                Trend.of(Slope.of(samples), KIB),
                Trend.of(Slope.of(late), KIB));
    }

    private static long median(List<Slope.Point> samples) {
        List<Long> sorted = samples.stream().map(Slope.Point::value).sorted().toList();
        return Math.round(LiveTimes.percentile(sorted, 0.5) / KIB);
    }
}
