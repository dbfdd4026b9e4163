package com.ninja3cx.simulator.ninjaone;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a ticket is made of. Attributes that are required make a create without them fail.
public record TicketForm(
        int id, String name, boolean active, boolean isDefault, List<Attribute> fields) {

    /// @param values the choices of a DROPDOWN, by the uuid that a ticket must send
    public record Attribute(
            int id, Type type, String name, boolean required, Map<String, String> values) {

        public Attribute {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    public enum Type {
        TEXT,
        NUMERIC,
        CHECKBOX,
        DROPDOWN
    }

    public TicketForm {
        fields = List.copyOf(fields);
    }
}
