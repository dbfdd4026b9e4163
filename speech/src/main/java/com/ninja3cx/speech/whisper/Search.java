package com.ninja3cx.speech.whisper;

import java.util.List;

/// Chooses the tokens of one window, step by step.
interface Search {

    /// How many trails are followed at once, from the second step on.
    int width();

    /// The trails to be continued: one before the first step, [#width] afterwards.
    List<Trail> alive();

    /// Continues the trails. `rows`: for each alive trail the log-probabilities of its next token.
    /// Returns for each new trail which old one it continues.
    int[] advance(List<float[]> rows);

    boolean finished();

    /// The best trail, end token included in its sum but not in its tokens.
    Trail best();
}
