package com.ninja3cx.server.ninjaone;

import tools.jackson.databind.JsonNode;

/// A customer of the provider.
public record Organization(int id, String name) {
    static Organization of(JsonNode row) {
        return new Organization(Read.number(row, "id"), Read.text(row, "name"));
    }
}
