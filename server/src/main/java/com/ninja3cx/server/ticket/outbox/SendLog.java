package com.ninja3cx.server.ticket.outbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;

/// The number of the last request begun here, in a file beside the database: an older database that
/// is put in its place knows a smaller one. Durable when [#begun] returns. Thread-safe.
public final class SendLog {

    private static final int LONGEST = 32;

    private final Path file;
    private final ReentrantLock lock = new ReentrantLock();

    public SendLog(Path dataDir) {
        this.file = dataDir.resolve("outbox-sends");
    }

    /// Empty when nothing was ever sent from this folder, or the file cannot be read as a number.
    OptionalLong last() {
        try {
            return Files.exists(file) ? number(Files.readString(file)) : OptionalLong.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Remembers a number unless a greater one is there.
    ///
    /// @throws UncheckedIOException when it cannot be made durable: nothing may be sent then
    void begun(long number) {
        lock.lock();
        try {
            // With PostgreSQL and SECRET_KEY it may be the first file of its folder.
            Files.createDirectories(file.toAbsolutePath().getParent());
            write(number);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
        }
    }

    private void write(long number) throws IOException {
        try (FileChannel channel =
                        FileChannel.open(
                                file,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE);
                // Another process may share the folder.
                FileLock alone = channel.lock()) {
            if (!alone.isValid() || number(read(channel)).orElse(0) >= number) {
                return;
            }
            // Always as long as before: a write that is cut short leaves no shorter number.
            channel.write(
                    ByteBuffer.wrap("%019d\n".formatted(number).getBytes(StandardCharsets.UTF_8)),
                    0);
            channel.force(true);
        }
    }

    /// The database knows a smaller number from now on: so does this file.
    void reset(long number) {
        lock.lock();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
        }
        begun(number);
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST);
        channel.read(bytes, 0);
        return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
    }

    private static OptionalLong number(String text) {
        String digits = text.strip();
        return digits.matches("\\d{1,19}")
                ? OptionalLong.of(Long.parseLong(digits))
                : OptionalLong.empty();
    }
}
