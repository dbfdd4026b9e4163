package com.ninja3cx.server.ninjaone;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// A `multipart/form-data` body. NinjaOne answers 415 unless the `comment` part says that it is
/// JSON.
final class Multipart {

    private final String boundary;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /// @param boundary must occur in no part
    Multipart(String boundary) {
        this.boundary = boundary;
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    Multipart json(String name, byte[] content) {
        return part("name=\"" + name + "\"", "application/json", content);
    }

    Multipart file(String name, Note.Attachment file) {
        String safe = file.name().replaceAll("[\\p{Cntrl}\"\\\\]", "_");
        return part(
                "name=\"" + name + "\"; filename=\"" + safe + "\"",
                file.contentType(),
                file.content());
    }

    byte[] bytes() {
        text("--" + boundary + "--\r\n");
        return out.toByteArray();
    }

    private Multipart part(String disposition, String type, byte[] content) {
        text("--" + boundary + "\r\nContent-Disposition: form-data; " + disposition + "\r\n");
        text("Content-Type: " + type + "\r\n\r\n");
        out.writeBytes(content);
        text("\r\n");
        return this;
    }

    private void text(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
