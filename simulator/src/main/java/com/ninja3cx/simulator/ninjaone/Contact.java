package com.ninja3cx.simulator.ninjaone;

import org.jspecify.annotations.Nullable;

/// A person at a customer. `phone` is one free string, in whatever form somebody typed it.
public record Contact(
        int id,
        int organizationId,
        String uid,
        String firstName,
        String lastName,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String jobTitle) {}
