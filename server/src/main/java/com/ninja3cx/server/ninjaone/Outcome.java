package com.ninja3cx.server.ninjaone;

/// How a write ended.
public sealed interface Outcome<T> {

    /// Done; NinjaOne said so.
    record Sent<T>(T value) implements Outcome<T> {}

    /// Not done; NinjaOne said so, or the request never left.
    record Refused<T>(Failure failure) implements Outcome<T> {}

    /// Perhaps done: no answer, or one that cannot be read. Never send again before searching.
    record Unknown<T>(Failure failure) implements Outcome<T> {}
}
