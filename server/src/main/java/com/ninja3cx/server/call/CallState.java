package com.ninja3cx.server.call;

/// Where a call stands.
public enum CallState {
    RINGING,
    TALKING,
    ENDED
}
