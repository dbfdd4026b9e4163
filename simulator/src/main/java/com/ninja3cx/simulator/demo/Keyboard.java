package com.ninja3cx.simulator.demo;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Hears the Enter key of whoever sits at the terminal.
public final class Keyboard {

    private final Semaphore enters = new Semaphore(0);
    private final boolean present;

    private Keyboard(boolean present) {
        this.present = present;
    }

    /// Nobody sits there: Enter never comes.
    public static Keyboard nobody() {
        return new Keyboard(false);
    }

    /// Reads `in` for the rest of the process.
    public static Keyboard of(InputStream in) {
        var keyboard = new Keyboard(true);
        Thread.ofPlatform()
                .daemon()
                .name("keyboard")
                .start(
                        () -> {
                            try {
                                for (int c = in.read(); c >= 0; c = in.read()) {
                                    if (c == '\n') {
                                        keyboard.enters.release();
                                    }
                                }
                            } catch (IOException closed) {
                                // Then Enter comes no more.
                            }
                        });
        return keyboard;
    }

    boolean present() {
        return present;
    }

    /// Whether Enter came within this time, or had come since the last question.
    boolean enterWithin(Duration time) throws InterruptedException {
        boolean came = enters.tryAcquire(time.toNanos(), TimeUnit.NANOSECONDS);
        enters.drainPermits();
        return came;
    }
}
