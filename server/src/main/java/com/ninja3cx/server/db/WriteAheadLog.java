package com.ninja3cx.server.db;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What SQLite would take over from a `-wal` file: its committed frames, as far as they tell which
/// database they belong to. Format: "WAL-mode File Format" in SQLite's documentation.
///
/// @param pageSize in bytes
/// @param sealPage number of the page that holds the seal; 0 = none
/// @param seals in the order of their transactions
/// @param headers of page 1, in the order of their transactions
record WriteAheadLog(int pageSize, int sealPage, List<Seal> seals, List<Header> headers) {

    private static final int HEADER = 32;
    private static final int FRAME = 24;
    private static final int MAGIC = 0x377f0682;
    private static final int SMALLEST_PAGE = 512;
    private static final int LARGEST_PAGE = 65_536;

    /// Two counters on page 1 of a database.
    ///
    /// @param changes grows by one with each transaction that changes page 1
    /// @param layout grows with each change of the layout
    record Header(int changes, int layout) {

        static Header of(ByteBuffer page) {
            return new Header(page.getInt(24), page.getInt(40));
        }
    }

    /// Empty = there is nothing SQLite would take over.
    static Optional<WriteAheadLog> read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer header = piece(channel, 0, HEADER);
            if (header == null || (header.getInt(0) & ~1) != MAGIC) {
                return Optional.empty();
            }
            int pageSize = header.getInt(8);
            var sum =
                    new Sum(
                            (header.getInt(0) & 1) == 1
                                    ? ByteOrder.BIG_ENDIAN
                                    : ByteOrder.LITTLE_ENDIAN);
            sum.add(header, 0, 24);
            if (pageSize < SMALLEST_PAGE
                    || pageSize > LARGEST_PAGE
                    || Integer.bitCount(pageSize) != 1
                    || !sum.equals(header.getInt(24), header.getInt(28))) {
                return Optional.empty();
            }
            return frames(channel, pageSize, header.getLong(16), sum);
        }
    }

    private static Optional<WriteAheadLog> frames(
            FileChannel channel, int pageSize, long salt, Sum sum) throws IOException {
        List<Seal> seals = new ArrayList<>();
        List<Header> headers = new ArrayList<>();
        int sealPage = 0;
        boolean any = false;
        @Nullable Seal seal = null;
        int sealAt = 0;
        @Nullable Header first = null;
        long at = HEADER;
        while (true) {
            ByteBuffer frame = piece(channel, at, FRAME + pageSize);
            if (frame == null || frame.getLong(8) != salt) {
                break;
            }
            sum.add(frame, 0, 8);
            sum.add(frame, FRAME, pageSize);
            if (!sum.equals(frame.getInt(16), frame.getInt(20))) {
                break;
            }
            int number = frame.getInt(0);
            ByteBuffer page = frame.slice(FRAME, pageSize);
            if (number == 1) {
                first = Header.of(page);
            } else {
                Optional<Seal> found = Seal.in(page);
                if (found.isPresent()) {
                    seal = found.get();
                    sealAt = number;
                }
            }
            boolean commit = frame.getInt(4) != 0;
            if (commit) {
                any = true;
                if (seal != null) {
                    seals.add(seal);
                    sealPage = sealAt;
                }
                if (first != null) {
                    headers.add(first);
                }
                seal = null;
                first = null;
            }
            at += FRAME + pageSize;
        }
        return any
                ? Optional.of(
                        new WriteAheadLog(
                                pageSize, sealPage, List.copyOf(seals), List.copyOf(headers)))
                : Optional.empty();
    }

    /// So many bytes from a place in a file, null where it ends before; big-endian.
    static @Nullable ByteBuffer piece(FileChannel channel, long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, at + bytes.position()) < 0) {
                return null;
            }
        }
        return bytes.flip();
    }

    /// SQLite's running checksum over header and frames.
    private static final class Sum {
        private final ByteOrder order;
        private int first;
        private int second;

        Sum(ByteOrder order) {
            this.order = order;
        }

        void add(ByteBuffer bytes, int from, int length) {
            ByteBuffer words = bytes.duplicate().order(order);
            for (int i = from; i < from + length; i += 8) {
                first += words.getInt(i) + second;
                second += words.getInt(i + 4) + first;
            }
        }

        boolean equals(int one, int other) {
            return first == one && second == other;
        }
    }
}
