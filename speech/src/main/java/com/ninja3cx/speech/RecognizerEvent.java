package com.ninja3cx.speech;

import java.util.List;

/// What the engine reports about one stream. Times are milliseconds from the start of the stream.
/// They and the texts depend on the samples alone, never on how fast or in which pieces they came.
public sealed interface RecognizerEvent {

    /// Words so far of utterance number `utterance`; the next partial or the final of that number
    /// replaces it. The first `stableWords` words will not change.
    record Partial(long utterance, long startMillis, long endMillis, String text, int stableWords)
            implements RecognizerEvent {}

    /// The text of an utterance, never changed again. `confidence` is 0 to 1; `language` is a code
    /// such as `fr`.
    record Final(
            long utterance,
            long startMillis,
            long endMillis,
            String text,
            String language,
            double confidence,
            List<Word> words)
            implements RecognizerEvent {}

    /// The utterance held no words after all (noise, or text the guards refused): partials of it
    /// are to be removed.
    record Dropped(long utterance) implements RecognizerEvent {}

    /// Everything before `millis` has been reported as final. A stream opened again at exactly this
    /// point, with `nextUtterance`, goes on as if never cut.
    record Committed(long millis, long nextUtterance) implements RecognizerEvent {}

    /// Nothing follows. Always the last event after [LiveStream#finish].
    record Ended(long millis) implements RecognizerEvent {}

    /// A word and its place; empty lists are normal where the decoder was not asked for times.
    record Word(String text, long startMillis, long endMillis, double confidence) {}
}
