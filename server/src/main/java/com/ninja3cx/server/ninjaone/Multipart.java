package com.ninja3cx.server.ninjaone;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/// A `multipart/form-data` body. NinjaOne answers 415 unless the `comment` part says that it is
/// JSON.
final class Multipart {

    private final String boundary;
    private final List<BodyPublisher> pieces = new ArrayList<>();
    private long length;

    /// @param boundary must occur in no part
    Multipart(String boundary) {
        this.boundary = boundary;
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    Multipart json(String name, byte[] content) {
        begin("name=\"" + name + "\"", "application/json");
        return bytes(content).text("\r\n");
    }

    /// @throws IOException when the file is not there or cannot be read
    Multipart file(String name, Note.Attachment file) throws IOException {
        String safe = file.name().replaceAll("[\\p{Cntrl}\"\\\\]", "_");
        begin("name=\"" + name + "\"; filename=\"" + safe + "\"", file.contentType());
        switch (file.content()) {
            case Note.Content.Bytes(byte[] content) -> bytes(content);
            case Note.Content.File(var path) -> {
                if (!Files.isReadable(path)) {
                    throw new FileNotFoundException(path.getFileName() + " cannot be read");
                }
                pieces.add(BodyPublishers.ofFile(path));
                length += Files.size(path);
            }
        }
        return text("\r\n");
    }

    /// Bytes so far.
    long length() {
        return length;
    }

    BodyPublisher publisher() {
        text("--" + boundary + "--\r\n");
        return BodyPublishers.concat(pieces.toArray(BodyPublisher[]::new));
    }

    private void begin(String disposition, String type) {
        text("--" + boundary + "\r\nContent-Disposition: form-data; " + disposition + "\r\n");
        text("Content-Type: " + type + "\r\n\r\n");
    }

    private Multipart text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private Multipart bytes(byte[] bytes) {
        pieces.add(BodyPublishers.ofByteArray(bytes));
        length += bytes.length;
        return this;
    }
}
