package com.ninja3cx.bench.revision;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How well and at what cost whole calls are read, one after the other.
///
/// @param wer word error rate by language
/// @param cpuSeconds processor time of reading, decoding of the file excluded; `cpuPerAudio` the
///   same per second of the call (both channels)
/// @param device what computed the model: `cpu` or `cuda`
public record RevisionReport(
        Map<String, @Nullable Double> wer,
        double cpuSeconds,
        double wallSeconds,
        double audioSeconds,
        double cpuPerAudio,
        long peakRssMb,
        String band,
        String language,
        String model,
        String device,
        List<Call> perCall) {

    public record Call(String call, int errors, int words, double cpuSeconds, List<String> texts) {}
}
