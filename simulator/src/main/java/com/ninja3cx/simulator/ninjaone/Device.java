package com.ninja3cx.simulator.ninjaone;

import org.jspecify.annotations.Nullable;

/// A managed machine of a customer.
public record Device(
        int id, int organizationId, String systemName, @Nullable String assignedOwnerUid) {}
