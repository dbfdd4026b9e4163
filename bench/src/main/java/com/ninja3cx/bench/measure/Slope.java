package com.ninja3cx.bench.measure;

import com.ninja3cx.simulator.score.LiveTimes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Whether lag grows: the medians of every ten seconds, and a straight line through them by least
/// squares. Medians, so that a single late word does not tilt the line.
///
/// @param perMinute milliseconds of lag gained each minute
/// @param error standard error of it: on a short run it is larger than the slope
public record Slope(double perMinute, double error) {

    private static final double BUCKETS_PER_MINUTE = 6;
    private static final int FEWEST = 4;

    /// A value seen at a moment, both in milliseconds.
    public record Point(long at, long value) {}

    /// Null when the run is too short to tell: below forty seconds.
    public static @Nullable Slope of(List<Point> points) {
        Map<Long, List<Long>> buckets = new TreeMap<>();
        for (Point point : points) {
            buckets.computeIfAbsent(point.at / 10_000, key -> new ArrayList<>()).add(point.value);
        }
        if (buckets.size() < FEWEST) {
            return null;
        }
        int count = buckets.size();
        double[] x = new double[count];
        double[] y = new double[count];
        int i = 0;
        for (var bucket : buckets.entrySet()) {
            x[i] = bucket.getKey() / BUCKETS_PER_MINUTE;
            y[i++] = LiveTimes.percentile(bucket.getValue().stream().sorted().toList(), 0.5);
        }
        return line(x, y);
    }

    private static Slope line(double[] x, double[] y) {
        int count = x.length;
        double meanX = Arrays.stream(x).average().orElse(0);
        double meanY = Arrays.stream(y).average().orElse(0);
        double xx = 0;
        double xy = 0;
        for (int i = 0; i < count; i++) {
            xx += (x[i] - meanX) * (x[i] - meanX);
            xy += (x[i] - meanX) * (y[i] - meanY);
        }
        double slope = xy / xx;
        double rest = 0;
        for (int i = 0; i < count; i++) {
            double off = y[i] - meanY - slope * (x[i] - meanX);
            rest += off * off;
        }
        return new Slope(slope, Math.sqrt(rest / (count - 2) / xx));
    }
}
