package com.ninja3cx.simulator.ninjaone;

import java.util.List;

/// A log entry with the files that came along.
public record Note(LogEntry entry, List<Attachment> files) {

    public Note {
        files = List.copyOf(files);
    }

    /// The text, from whichever form it was sent in; empty when it had none.
    public String text() {
        if (entry.body() != null) {
            return entry.body();
        }
        return entry.htmlBody() == null ? "" : entry.htmlBody();
    }

    public record Attachment(String fileName, String contentType, byte[] content) {}
}
