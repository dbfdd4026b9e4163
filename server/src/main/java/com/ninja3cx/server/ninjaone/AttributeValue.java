package com.ninja3cx.server.ninjaone;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The value of one field of a ticket form.
///
/// @param attributeId the field
/// @param value text, number or true/false as text; for a choice its uuid
public record AttributeValue(int attributeId, String value) {
    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("attributeId", attributeId);
        json.put("value", value);
        return json;
    }
}
