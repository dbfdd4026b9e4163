package com.ninja3cx.speech.whisper;

import java.util.List;

/// Chooses the tokens of one window, step by step.
interface Search {

    /// How many trails are followed at once, from the second step on.
    int width();

    /// The trails to be continued: one before the first step, [#width] afterwards.
    List<Trail> alive();

    /// Takes the token that the text was guessed to go on with, while there is one trail and the
    /// token is the choice: for a search of one trail the most probable, for wider ones one that is
    /// more probable than all others together. Returns whether it did.
    ///
    /// @param row the log-probabilities of the next token
    boolean follow(int guessed, float[] row);

    /// Continues the trails. `rows`: for each alive trail the log-probabilities of its next token.
    /// Returns for each new trail which old one it continues.
    int[] advance(List<float[]> rows);

    boolean finished();

    /// The best trail, end token included in its sum but not in its tokens.
    Trail best();
}
