package com.ninja3cx.speech;

import java.util.function.Consumer;

/// The speech engine as the rest of the product sees it: one per process, shared by all calls.
///
/// Thread-safe. Decoding runs on the engine's own platform threads; listeners are called from
/// these, one at a time for each stream, in order, and should return quickly.
public interface Speech extends AutoCloseable {

    /// Whether words can be produced now. A server is up before its model is.
    State state();

    /// Opens one channel of one call. Streams may be opened while the model still loads: sound is
    /// kept (bounded) and decoded later.
    LiveStream open(StreamOptions options, Consumer<RecognizerEvent> listener);

    @Override
    void close();

    /// Where the engine stands.
    sealed interface State {
        /// `doing` says in words what is going on, e.g. a download with its percentage.
        record Starting(String doing) implements State {}

        record Ready(String model) implements State {}

        /// `why` says what happened and what to do.
        record Failed(String why) implements State {}
    }
}
