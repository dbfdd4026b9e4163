package com.ninja3cx.server.ninjaone;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A contact or a user.
///
/// @param uid what a ticket names as `requesterUid`
/// @param id numeric; for a technician what a ticket names as `assignedAppUserId`
/// @param phone free text as somebody typed it
public record Person(
        Kind kind,
        int id,
        String uid,
        @Nullable Integer organizationId,
        String firstName,
        String lastName,
        @Nullable String email,
        @Nullable String phone,
        boolean enabled) {

    public enum Kind {
        CONTACT,
        END_USER,
        TECHNICIAN
    }

    static Person contact(JsonNode row) {
        Integer organization = Read.numberOrNull(row, "organizationId");
        return new Person(
                Kind.CONTACT,
                Read.number(row, "id"),
                Read.text(row, "uid"),
                organization != null ? organization : Read.numberOrNull(row, "clientId"),
                Read.text(row, "firstName"),
                Read.text(row, "lastName"),
                Read.textOrNull(row, "email"),
                Read.textOrNull(row, "phone"),
                true);
    }

    static Person user(JsonNode row) {
        return new Person(
                Read.text(row, "userType").equals("TECHNICIAN") ? Kind.TECHNICIAN : Kind.END_USER,
                Read.number(row, "id"),
                Read.text(row, "uid"),
                Read.numberOrNull(row, "organizationId"),
                Read.text(row, "firstName"),
                Read.text(row, "lastName"),
                Read.textOrNull(row, "email"),
                Read.textOrNull(row, "phone"),
                row.path("enabled").asBoolean(true));
    }

    public String name() {
        return (firstName + " " + lastName).strip();
    }
}
