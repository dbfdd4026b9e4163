package com.ninja3cx.server.ninjaone;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads fields leniently: absent, null and of another type are the same.
final class Read {

    private Read() {}

    static String text(JsonNode row, String field) {
        JsonNode value = row.path(field);
        return value.isValueNode() && !value.isNull() ? value.asString("") : "";
    }

    static @Nullable String textOrNull(JsonNode row, String field) {
        String text = text(row, field).strip();
        return text.isEmpty() ? null : text;
    }

    static int number(JsonNode row, String field) {
        return row.path(field).asInt(0);
    }

    static @Nullable Integer numberOrNull(JsonNode row, String field) {
        JsonNode value = row.path(field);
        return value.isNumber() || value.isString() ? value.asInt(0) : null;
    }

    /// Epoch seconds with a fraction; the epoch itself when absent.
    static Instant time(JsonNode row, String field) {
        double seconds = row.path(field).asDouble(0);
        return Instant.ofEpochMilli(Math.round(seconds * 1000));
    }
}
