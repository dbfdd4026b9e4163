package com.ninja3cx.simulator.ninjaone;

import org.jspecify.annotations.Nullable;

/// A customer of the provider. It has no telephone number: the real one has none either.
public record Organisation(int id, String name, @Nullable String description) {}
