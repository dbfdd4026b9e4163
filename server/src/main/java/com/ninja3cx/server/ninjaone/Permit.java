package com.ninja3cx.server.ninjaone;

/// Asked at the last moment before a write leaves, after every wait for a token or a turn.
public interface Permit {

    /// Code of the failure when the answer was no.
    String DENIED = "not_any_more";

    /// Always.
    Permit GIVEN = () -> true;

    /// Whether it may still leave.
    boolean given();
}
