package com.ninja3cx.server.ninjaone;

import java.time.Duration;

/// Lets time pass: really, or on a test's clock.
@FunctionalInterface
public interface Pause {
    void await(Duration duration) throws InterruptedException;

    static Pause real() {
        return Thread::sleep;
    }
}
