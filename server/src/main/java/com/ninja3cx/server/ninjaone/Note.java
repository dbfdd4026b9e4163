package com.ninja3cx.server.ninjaone;

import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A comment to add to a ticket.
///
/// @param isPublic true mails the requester
/// @param timeTracked seconds of work to book with it; 0 = none
public record Note(boolean isPublic, String body, int timeTracked, List<Attachment> files) {

    /// A file beside it.
    ///
    /// @param name as people see it in NinjaOne
    public record Attachment(String name, String contentType, Content content) {

        @SuppressWarnings("ArrayRecordComponent") // never compared
        public Attachment(String name, String contentType, byte[] content) {
            this(name, contentType, new Content.Bytes(content));
        }

        /// Sent from the disk, never whole in memory; must stay unchanged until sent.
        public Attachment(String name, String contentType, Path file) {
            this(name, contentType, new Content.File(file));
        }
    }

    /// Where a file's bytes are.
    public sealed interface Content {
        @SuppressWarnings("ArrayRecordComponent") // never compared
        record Bytes(byte[] bytes) implements Content {}

        record File(Path path) implements Content {}
    }

    public Note {
        if (timeTracked < 0) {
            throw new IllegalArgumentException("time tracked is 0 or more seconds");
        }
        files = List.copyOf(files);
    }

    /// Without booked time.
    public Note(boolean isPublic, String body, List<Attachment> files) {
        this(isPublic, body, 0, files);
    }

    ObjectNode json() {
        ObjectNode json = json(isPublic, body);
        if (timeTracked > 0) {
            json.put("timeTracked", timeTracked);
        }
        return json;
    }

    static ObjectNode json(boolean isPublic, String body) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("public", isPublic);
        json.put("body", PlainText.of(body));
        return json;
    }
}
