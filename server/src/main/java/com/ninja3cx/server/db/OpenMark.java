package com.ninja3cx.server.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Says to other processes that an SQLite database is open here: a shared lock on a file of its own
/// beside it, which ends with the process whatever ends it. SQLite's own files are not touched:
/// closing one would end SQLite's locks on it.
final class OpenMark implements AutoCloseable {

    private final FileChannel file;

    private OpenMark(FileChannel file) {
        this.file = file;
    }

    /// What to do while nobody else has the database open.
    interface Alone {
        void run() throws IOException;
    }

    /// Sets the mark. When nobody else had set it, `first` runs before anybody else can.
    static OpenMark set(Path database, Alone first) throws IOException {
        FileChannel file =
                FileChannel.open(
                        database.resolveSibling(database.getFileName() + "-open"),
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.CREATE);
        try {
            try (FileLock alone = file.tryLock()) {
                if (alone != null) {
                    first.run();
                }
            }
            file.lock(0, Long.MAX_VALUE, true);
            return new OpenMark(file);
        } catch (OverlappingFileLockException openInThisProcess) {
            return new OpenMark(file);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
