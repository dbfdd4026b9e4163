package com.ninja3cx.server.ninjaone;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// One field of a ticket form.
///
/// @param type NinjaOne's, such as TEXT or DROPDOWN
/// @param required whether a ticket cannot be without it
/// @param choices name of each active choice by its uuid; empty where anything may be written
public record FormField(
        int id, String name, String type, boolean required, Map<String, String> choices) {

    static FormField of(JsonNode row) {
        Map<String, String> choices = new LinkedHashMap<>();
        JsonNode content = row.path("content");
        for (JsonNode value : content.path("values")) {
            if (value.path("active").asBoolean(true)) {
                choices.put(Read.text(value, "id"), Read.text(value, "name"));
            }
        }
        return new FormField(
                Read.number(row, "id"),
                Read.text(row, "name"),
                Read.text(row, "attributeType"),
                content.path("required").asBoolean(false)
                        || Read.text(row, "technicianOption").equals("REQUIRED"),
                choices);
    }

    /// What a ticket sends for a value as a person writes it: a choice is sent by its uuid.
    ///
    /// @return empty where the field has no such choice
    Optional<AttributeValue> value(String written) {
        if (choices.isEmpty()) {
            return Optional.of(new AttributeValue(id, written));
        }
        return choices.entrySet().stream()
                .filter(
                        each ->
                                each.getKey().equalsIgnoreCase(written)
                                        || each.getValue().equalsIgnoreCase(written))
                .map(each -> new AttributeValue(id, each.getKey()))
                .findFirst();
    }
}
