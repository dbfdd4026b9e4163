package com.ninja3cx.server;

/// A part of the server that works by itself. Started in the order in which [Wiring] lists them,
/// closed in reverse.
public interface Service extends AutoCloseable {

    /// Begins to work; returns at once.
    void start();

    /// Stops; what is under way is finished or left so that the next start goes on with it.
    @Override
    void close();
}
