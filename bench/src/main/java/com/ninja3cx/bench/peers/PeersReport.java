package com.ninja3cx.bench.peers;

import com.ninja3cx.bench.measure.Percentiles;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Three ways to read the same calls with the same weights, measured one after the other.
///
/// @param whole reading whole calls when they are over, both channels one after the other
/// @param live following one call as it is spoken, with the whole machine
public record PeersReport(
        int cores,
        String model,
        String band,
        String language,
        double audioSeconds,
        List<Whole> whole,
        String liveCall,
        List<Live> live) {

    /// @param errors word errors by call
    public record Whole(
            String name,
            Map<String, @Nullable Double> wer,
            double cpuSeconds,
            double wallSeconds,
            long peakRssMb,
            Map<String, Integer> errors) {}

    /// @param lagMs from the end of a word to the moment at which it stands for good
    public record Live(
            String name,
            double wer,
            Percentiles lagMs,
            long meanLagMs,
            long worstLagMs,
            double cpuSeconds,
            long peakRssMb) {}
}
