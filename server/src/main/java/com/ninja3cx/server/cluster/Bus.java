package com.ninja3cx.server.cluster;

import java.util.function.Consumer;

/// Carries hints to whoever listens. Best effort, at most once: a listener that needs certainty
/// also looks at the database from time to time.
public interface Bus {

    /// Never blocks and never throws.
    void publish(Hint hint);

    /// `listener` is called in order, one hint at a time, until the result is closed. It must be
    /// quick; what it throws is logged.
    Subscription subscribe(Consumer<Hint> listener);

    /// Ends a subscription.
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
