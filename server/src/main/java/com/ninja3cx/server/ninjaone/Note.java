package com.ninja3cx.server.ninjaone;

import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A comment to add to a ticket.
///
/// @param isPublic true mails the requester
public record Note(boolean isPublic, String body, List<Attachment> files) {

    /// A file beside it.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Attachment(String name, String contentType, byte[] content) {}

    public Note {
        files = List.copyOf(files);
    }

    static ObjectNode json(boolean isPublic, String body) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("public", isPublic);
        json.put("body", body);
        return json;
    }
}
