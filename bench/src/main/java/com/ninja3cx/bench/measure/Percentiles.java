package com.ninja3cx.bench.measure;

import com.ninja3cx.simulator.score.LiveTimes;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Half, 95 % and 99 % of the values lie at or below these; null without any value.
public record Percentiles(@Nullable Long p50, @Nullable Long p95, @Nullable Long p99) {

    public static Percentiles of(Collection<Long> values) {
        if (values.isEmpty()) {
            return new Percentiles(null, null, null);
        }
        List<Long> sorted = values.stream().sorted().toList();
        return new Percentiles(
                LiveTimes.percentile(sorted, 0.50),
                LiveTimes.percentile(sorted, 0.95),
                LiveTimes.percentile(sorted, 0.99));
    }
}
