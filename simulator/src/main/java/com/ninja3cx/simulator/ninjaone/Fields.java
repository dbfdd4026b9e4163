package com.ninja3cx.simulator.ninjaone;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads the fields of a JSON object by name and type; whatever does not fit the schema is refused
/// with the field's name.
final class Fields {

    private final ObjectNode node;
    private final String where;

    private Fields(ObjectNode node, String where) {
        this.node = node;
        this.where = where;
    }

    /// @param known the names in the schema; others are refused or passed over, as `unknown` says
    static Fields of(
            JsonNode node, String where, Options.UnknownFields unknown, Set<String> known) {
        if (!(node instanceof ObjectNode object)) {
            throw Refusal.badField(where.isEmpty() ? "body" : where, "must be an object");
        }
        if (unknown == Options.UnknownFields.REJECT) {
            object.propertyNames().stream()
                    .filter(name -> !known.contains(name))
                    .findFirst()
                    .ifPresent(
                            name -> {
                                throw Refusal.badField(
                                        where.isEmpty() ? name : where + "." + name,
                                        "Unrecognized field");
                            });
        }
        return new Fields(object, where);
    }

    /// A request body; must be declared as JSON and be JSON.
    static JsonNode parse(SeenRequest request) {
        if (!request.header("content-type")
                .toLowerCase(Locale.ROOT)
                .startsWith("application/json")) {
            throw Refusal.unsupportedMediaType();
        }
        return parse(request.body());
    }

    static JsonNode parse(byte[] json) {
        try {
            JsonNode read = Json.MAPPER.readTree(json);
            if (read == null || read.isMissingNode()) {
                throw Refusal.badField("body", "must not be empty");
            }
            return read;
        } catch (JacksonException broken) {
            throw Refusal.badField("body", "Unable to process JSON");
        }
    }

    boolean has(String name) {
        return get(name) != null;
    }

    @Nullable JsonNode get(String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    int requiredInt(String name) {
        return present(name, optionalInt(name));
    }

    @Nullable Integer optionalInt(String name) {
        JsonNode value = get(name);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw refused(name, "must be an int32");
        }
        return value.intValue();
    }

    @Nullable Double optionalNumber(String name) {
        JsonNode value = get(name);
        if (value == null) {
            return null;
        }
        if (!value.isNumber()) {
            throw refused(name, "must be a number");
        }
        return value.doubleValue();
    }

    boolean requiredBoolean(String name) {
        JsonNode value = present(name, get(name));
        if (!value.isBoolean()) {
            throw refused(name, "must be a boolean");
        }
        return value.booleanValue();
    }

    void optionalBoolean(String name) {
        if (has(name)) {
            requiredBoolean(name);
        }
    }

    String requiredText(String name, int longest) {
        String value = present(name, optionalText(name));
        if (value.isBlank()) {
            throw refused(name, "must not be blank");
        }
        if (value.codePointCount(0, value.length()) > longest) {
            throw refused(name, "size must be between 0 and " + longest);
        }
        return value;
    }

    @Nullable String optionalText(String name) {
        JsonNode value = get(name);
        if (value == null) {
            return null;
        }
        if (!value.isString()) {
            throw refused(name, "must be a string");
        }
        return value.stringValue();
    }

    String optionalEnum(String name, String absent, Set<String> allowed) {
        String value = optionalText(name);
        if (value == null) {
            return absent;
        }
        if (!allowed.contains(value)) {
            throw refused(name, "'" + value + "' is not one of " + allowed);
        }
        return value;
    }

    List<String> texts(String name) {
        var read = new ArrayList<String>();
        for (JsonNode element : elements(name)) {
            if (!element.isString()) {
                throw refused(name, "must hold strings");
            }
            read.add(element.stringValue());
        }
        return read;
    }

    List<Integer> ints(String name) {
        var read = new ArrayList<Integer>();
        for (JsonNode element : elements(name)) {
            if (!element.canConvertToInt() || !element.isIntegralNumber()) {
                throw refused(name, "must hold int32 numbers");
            }
            read.add(element.intValue());
        }
        return read;
    }

    /// The elements of an array; none where it is absent.
    List<JsonNode> elements(String name) {
        JsonNode value = get(name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            throw refused(name, "must be an array");
        }
        return List.copyOf(value.values());
    }

    Refusal refused(String name, String why) {
        return Refusal.badField(where.isEmpty() ? name : where + "." + name, why);
    }

    private <T> T present(String name, @Nullable T value) {
        if (value == null) {
            throw refused(name, "must not be null");
        }
        return value;
    }
}
