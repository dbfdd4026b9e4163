package com.ninja3cx.server.settings;

import com.ninja3cx.speech.reading.EditDistance;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Finds what a misspelt name was probably meant to be, by Levenshtein distance.
final class NearestName {

    private NearestName() {}

    /// The closest candidate, if at most a third of the name has to change.
    static Optional<String> of(String name, Collection<String> candidates) {
        return candidates.stream()
                .min(Comparator.comparingInt(each -> EditDistance.of(name, each)))
                .filter(best -> EditDistance.of(name, best) <= Math.max(1, name.length() / 3));
    }
}
