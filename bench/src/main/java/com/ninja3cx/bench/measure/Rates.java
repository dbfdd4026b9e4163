package com.ninja3cx.bench.measure;

import com.ninja3cx.simulator.score.WordErrorRate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Word error rates by language: errors and words are summed over channels and calls before they
/// are divided.
public final class Rates {

    private final Map<String, WordErrorRate> sums = new TreeMap<>();

    public void add(String language, WordErrorRate errors) {
        sums.merge(language, errors, WordErrorRate::plus);
    }

    /// By language, to four places; French and English are always named, null when unheard.
    public Map<String, @Nullable Double> rounded() {
        var rates = new LinkedHashMap<String, @Nullable Double>();
        rates.put("fr", null);
        rates.put("en", null);
        sums.forEach((language, sum) -> rates.put(language, Rounded.to(4, sum.rate())));
        return rates;
    }
}
