package com.ninja3cx.server.call;

/// What is not known about a call (yet).
public enum Awaited {
    CALLER_NUMBER,
    AGENT,
    TRANSCRIPT
}
