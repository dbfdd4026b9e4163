package com.ninja3cx.simulator.demo;

/// The demonstration cannot go on; the message says what happened and what to do, in the language
/// of the screen.
public final class DemoFailure extends Exception {
    private static final long serialVersionUID = 1L;

    DemoFailure(String message) {
        super(message);
    }
}
