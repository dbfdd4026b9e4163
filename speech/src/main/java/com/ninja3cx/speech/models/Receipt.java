package com.ninja3cx.speech.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What is remembered about the files of a model folder, so that a start need not read gigabytes to
/// know that they are whole: `receipt.json` beside them.
record Receipt(Map<String, Entry> files) {

    private static final String NAME = "receipt.json";
    private static final JsonMapper JSON = JsonMapper.shared();

    /// @param modified last change in epoch milliseconds: a touched file is checked again
    record Entry(long size, String sha256, long modified, String source) {}

    Receipt {
        files = Map.copyOf(files);
    }

    static Receipt of(Path folder) {
        try {
            return JSON.readValue(Files.readString(folder.resolve(NAME)), Receipt.class);
        } catch (IOException | JacksonException | NullPointerException none) {
            return new Receipt(Map.of());
        }
    }

    boolean covers(Path folder, String file) throws IOException {
        Entry entry = files.get(file);
        Path path = folder.resolve(file);
        return entry != null
                && Files.isRegularFile(path)
                && Files.size(path) == entry.size()
                && Files.getLastModifiedTime(path).toMillis() == entry.modified();
    }

    Receipt with(Path folder, String file, String sha256, String source) throws IOException {
        var all = new TreeMap<>(files);
        Path path = folder.resolve(file);
        all.put(
                file,
                new Entry(
                        Files.size(path),
                        sha256,
                        Files.getLastModifiedTime(path).toMillis(),
                        source));
        return new Receipt(all);
    }

    /// A folder that this user may not write to keeps no receipt; its files are then checked at
    /// each start.
    void keep(Path folder) {
        try {
            Files.writeString(folder.resolve(NAME), JSON.writeValueAsString(this));
        } catch (IOException readOnly) {
            org.slf4j.LoggerFactory.getLogger(Receipt.class)
                    .debug("no receipt kept in {}: {}", folder, readOnly.toString());
        }
    }
}
