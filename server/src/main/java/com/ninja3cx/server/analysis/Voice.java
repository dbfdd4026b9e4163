package com.ninja3cx.server.analysis;

/// Whose voice a turn is. On a mono recording every turn counts as the caller's.
public enum Voice {
    AGENT,
    CALLER
}
