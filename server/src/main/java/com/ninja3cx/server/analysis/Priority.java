package com.ninja3cx.server.analysis;

/// How urgent a ticket is, in NinjaOne's words.
public enum Priority {
    LOW,
    MEDIUM,
    HIGH
}
