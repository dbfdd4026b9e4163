package com.ninja3cx.server.ninjaone;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// What a ticket is made of.
///
/// @param required names of fields a ticket cannot be without
public record TicketForm(
        int id, String name, boolean active, boolean isDefault, List<String> required) {

    static TicketForm of(JsonNode row) {
        List<String> required = new ArrayList<>();
        for (JsonNode field : row.path("fields")) {
            if (field.path("content").path("required").asBoolean(false)
                    || Read.text(field, "technicianOption").equals("REQUIRED")) {
                required.add(Read.text(field, "name"));
            }
        }
        return new TicketForm(
                Read.number(row, "id"),
                Read.text(row, "name"),
                row.path("active").asBoolean(true),
                row.path("default").asBoolean(false),
                List.copyOf(required));
    }
}
