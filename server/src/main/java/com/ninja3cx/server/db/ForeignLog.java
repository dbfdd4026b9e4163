package com.ninja3cx.server.db;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds a write-ahead log that belongs to another database file than the one it lies beside, as
/// when a backup is copied over the database of a server that was killed. SQLite would apply it and
/// so destroy the database; here it is set aside under another name, neither applied nor deleted.
///
/// A log belongs to a file when the file could be what the log began from, or any state that the
/// log leads to: same identity, and counters that meet. A log without any mark is left to SQLite. A
/// page-for-page copy made while this very log was written belongs to it, too: it is brought to the
/// log's end. A copy rebuilt by `VACUUM INTO` in that time is told by its layout counter where the
/// log holds page 1.
final class ForeignLog {

    private static final Logger LOG = LoggerFactory.getLogger(ForeignLog.class);

    private ForeignLog() {}

    /// Nobody may have the database open.
    static void setAside(Path database) throws IOException {
        Path log = beside(database, "-wal");
        Path index = beside(database, "-shm");
        if (!Files.exists(log) || Files.size(log) == 0) {
            return;
        }
        Optional<WriteAheadLog> read = WriteAheadLog.read(log);
        Optional<String> why = read.isEmpty() ? Optional.empty() : foreign(database, read.get());
        if (why.isEmpty()) {
            return;
        }
        LOG.error(
                "database error: {} belongs to another database than {} ({}); kept as {} and not"
                        + " applied",
                log.getFileName(),
                database,
                why.get(),
                rename(log).getFileName());
        if (Files.exists(index)) {
            rename(index);
        }
    }

    /// Why they do not belong together; empty = they may.
    private static Optional<String> foreign(Path database, WriteAheadLog log) throws IOException {
        if (!Files.exists(database) || Files.size(database) == 0) {
            return Optional.of("there is no database");
        }
        try (FileChannel file = FileChannel.open(database)) {
            ByteBuffer start = WriteAheadLog.piece(file, 0, 100);
            if (start == null) {
                return Optional.empty();
            }
            int stated = Short.toUnsignedInt(start.getShort(16));
            int pageSize = stated == 1 ? 65_536 : stated;
            if (pageSize != log.pageSize()) {
                return Optional.of("other page size");
            }
            Optional<String> headers = headers(WriteAheadLog.Header.of(start), log.headers());
            if (headers.isPresent() || log.seals().isEmpty()) {
                return headers;
            }
            ByteBuffer page = WriteAheadLog.piece(file, (log.sealPage() - 1L) * pageSize, pageSize);
            return seals(page == null ? Optional.empty() : Seal.in(page), log.seals());
        }
    }

    private static Optional<String> headers(
            WriteAheadLog.Header own, List<WriteAheadLog.Header> logged) {
        if (logged.isEmpty()) {
            return Optional.empty();
        }
        int first = logged.getFirst().changes();
        int last = logged.getLast().changes();
        if (own.changes() - (first - 1) < 0 || own.changes() - last > 0) {
            return Optional.of(
                    "change counter %d, the log's %d to %d".formatted(own.changes(), first, last));
        }
        return own.layout() > logged.getLast().layout()
                ? Optional.of("the database was rebuilt")
                : Optional.empty();
    }

    private static Optional<String> seals(Optional<Seal> own, List<Seal> logged) {
        Seal first = logged.getFirst();
        Seal last = logged.getLast();
        if (own.isEmpty()) {
            // The very first transactions of a database make the seal itself.
            return first.serial() <= 1 ? Optional.empty() : Optional.of("the database has no seal");
        }
        if (!own.get().identity().equals(first.identity())) {
            return Optional.of("other identity");
        }
        long serial = own.get().serial();
        return serial < first.serial() - 1 || serial > last.serial()
                ? Optional.of(
                        "transaction %d, the log's %d to %d"
                                .formatted(serial, first.serial(), last.serial()))
                : Optional.empty();
    }

    private static Path rename(Path file) throws IOException {
        for (int number = 1; ; number++) {
            Path aside = beside(file, ".foreign-" + number);
            if (!Files.exists(aside)) {
                return Files.move(file, aside);
            }
        }
    }

    private static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }
}
