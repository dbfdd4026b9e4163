package com.ninja3cx.speech.models;

import com.ninja3cx.speech.Wording;
import com.ninja3cx.speech.models.FetchFailure.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;

/// Where models are written: knows how much room is left and names a full disk as such. A test may
/// give one that is small.
class Disk {

    /// Left free beside a download, so that database and logs go on.
    private static final long MARGIN = 50_000_000;

    Path parentOf(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file : parent;
    }

    /// @throws FetchFailure when fewer than `bytes` (and a margin) are free
    void requireRoom(Path target, long bytes) throws IOException {
        long free = usable(parentOf(target));
        if (bytes > 0 && free < bytes + MARGIN) {
            long needed = (bytes + MARGIN) / 1_000_000;
            throw full(
                    target,
                    new Wording(
                            "il faut %d Mo".formatted(needed),
                            "%d MB are needed".formatted(needed)));
        }
    }

    OutputStream open(Path file, OpenOption... options) throws IOException {
        return Files.newOutputStream(file, options);
    }

    void write(OutputStream out, byte[] bytes, int length, Path file) throws IOException {
        try {
            out.write(bytes, 0, length);
        } catch (IOException failed) {
            if (usable(parentOf(file)) < length + (1 << 16)) {
                throw full(file, new Wording("l'écriture s'est arrêtée", "writing stopped"));
            }
            throw failed;
        }
    }

    long usable(Path folder) throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    private FetchFailure full(Path file, Wording what) throws IOException {
        Path folder = parentOf(file);
        return new FetchFailure(
                Kind.DISK_FULL,
                "le disque de %s est plein : %s, %d Mo sont libres"
                        .formatted(folder, what.french(), usable(folder) / 1_000_000),
                "the disk of %s is full: %s, %d MB are free"
                        .formatted(folder, what.english(), usable(folder) / 1_000_000));
    }
}
