package com.ninja3cx.server.ninjaone;

/// A read failed, or no token could be had.
public final class NinjaOneException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    NinjaOneException(Failure failure) {
        super(failure.line());
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
