package com.ninja3cx.server.db;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/// A row that every transaction on SQLite rewrites: which database this is, and how many
/// transactions it has seen. With it a write-ahead log can be told to belong to a database file or
/// not, which SQLite itself cannot ([ForeignLog]).
///
/// @param identity random, made with the database
/// @param serial grows by one with each transaction
record Seal(String identity, long serial) {

    private static final String PREFIX = "3cx-ninja seal ";
    private static final Pattern MARK = Pattern.compile(PREFIX + "([0-9a-f]{32}) (\\d{16})");
    private static final int LENGTH = PREFIX.length() + 32 + 1 + 16;

    /// A page of SQLite's that holds rows, and where its list of cells begins.
    private static final int LEAF = 13;

    private static final int CELL_COUNT = 3;
    private static final int FIRST_CELL = 8;
    private static final int CELL_HEADER = 24;

    /// Makes the row when it is missing. In the caller's transaction.
    static void make(Handle handle) {
        String identity = UUID.randomUUID().toString().replace("-", "");
        handle.createUpdate(
                        "INSERT INTO seal (id, mark) VALUES (1, :mark) ON CONFLICT (id) DO NOTHING")
                .bind("mark", PREFIX + identity + " " + "0".repeat(16))
                .execute();
    }

    /// Counts a transaction; its last statement. The text keeps its length, so that SQLite rewrites
    /// it in place and no old one stays in the page.
    static void count(Handle handle) {
        int head = LENGTH - 16;
        handle.execute(
                "UPDATE seal SET mark = substr(mark, 1, %d) || printf('%%016d', CAST(substr(mark, %d) AS INTEGER) + 1)"
                        .formatted(head, head + 1));
    }

    /// Reads it from a page of a database file or of its log; empty = another page.
    static Optional<Seal> in(ByteBuffer page) {
        if (page.get(0) != LEAF || page.getShort(CELL_COUNT) != 1) {
            return Optional.empty();
        }
        int cell = Short.toUnsignedInt(page.getShort(FIRST_CELL));
        int length = Math.min(CELL_HEADER + LENGTH, page.capacity() - cell);
        if (length < LENGTH) {
            return Optional.empty();
        }
        var bytes = new byte[length];
        page.get(cell, bytes);
        Matcher mark = MARK.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
        return mark.find()
                ? Optional.of(new Seal(mark.group(1), Long.parseLong(mark.group(2))))
                : Optional.empty();
    }
}
