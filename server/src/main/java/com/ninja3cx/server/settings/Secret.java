package com.ninja3cx.server.settings;

/// A value that must not reach a log: printing it shows asterisks.
public record Secret(String value) {

    @Override
    public String toString() {
        return "***";
    }
}
