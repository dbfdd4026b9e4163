package com.ninja3cx.speech.whisper;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tokens chosen so far, last one first. Trails that part from each other share their beginning.
///
/// @param sum of the log-probabilities of all tokens
record Trail(@Nullable Trail previous, int token, double logProbability, double sum, int length) {

    static final Trail START = new Trail(null, -1, 0, 0, 0);

    Trail then(int next, double logProbabilityOfNext) {
        return new Trail(this, next, logProbabilityOfNext, sum + logProbabilityOfNext, length + 1);
    }

    List<Trail> steps() {
        var steps = new ArrayList<Trail>(length);
        for (Trail at = this; at != null && at.length > 0; at = at.previous) {
            steps.add(at);
        }
        Collections.reverse(steps);
        return steps;
    }

    /// How many tokens both have in common from the start; both are of the same length.
    static int shared(Trail a, Trail b) {
        @Nullable Trail left = a;
        @Nullable Trail right = b;
        while (left != right && left != null && right != null) {
            left = left.previous;
            right = right.previous;
        }
        return left == null ? 0 : left.length;
    }
}
