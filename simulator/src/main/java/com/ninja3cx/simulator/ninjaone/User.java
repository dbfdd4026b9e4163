package com.ninja3cx.simulator.ninjaone;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody who can sign in: a technician of the provider, or an end user of a customer.
public record User(
        int id,
        String uid,
        String firstName,
        String lastName,
        @Nullable String email,
        @Nullable String phone,
        boolean enabled,
        UserType userType,
        @Nullable Integer organizationId,
        List<Integer> assignedDeviceIds) {

    public enum UserType {
        TECHNICIAN,
        END_USER
    }

    public User {
        assignedDeviceIds = List.copyOf(assignedDeviceIds);
    }
}
