package com.ninja3cx.bench.harvest;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is read where nobody speaks.
///
/// @param minutes of sound given to the product, over all sounds
/// @param segments final texts that the product itself gave, live and in revisions: there should be
///   none; `given` holds them, and partial ones
/// @param invented what the model says when every guard is left out, most frequent first: what the
///   lists of invented phrases are made of
public record HarvestReport(
        double minutes,
        int segments,
        List<Given> given,
        int windows,
        List<Invented> invented,
        Map<String, Integer> windowsWithText,
        String model) {

    /// @param way `live`, `revision`, or `partial` for words that were shown and taken back
    public record Given(String sound, String way, long startMillis, String text) {}

    /// @param leastNoSpeech smallest probability that nobody speaks, as the model judged it
    /// @param mostLogProbability how sure it was of its words at most, mean of logarithms
    public record Invented(
            String text,
            Set<String> languages,
            Set<String> sounds,
            int count,
            double leastNoSpeech,
            double mostLogProbability) {}
}
