package com.ninja3cx.speech.models;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Keeps two fetches, also of two processes, from writing the same model at once. The lock goes
/// with its process, however that ends.
final class FolderLock implements AutoCloseable {

    private static final Duration ASK_EVERY = Duration.ofMillis(300);

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /// Waits until the lock is free.
    static FolderLock on(Path folder, Runnable whileWaiting)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(
                        folder.resolve(".lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        try {
            while (tryLock(channel) == null) {
                whileWaiting.run();
                Thread.sleep(ASK_EVERY);
            }
            return new FolderLock(channel);
        } catch (IOException | InterruptedException | RuntimeException gaveUp) {
            channel.close();
            throw gaveUp;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
