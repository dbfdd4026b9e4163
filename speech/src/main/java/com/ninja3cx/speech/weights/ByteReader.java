package com.ninja3cx.speech.weights;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Reads little-endian values one after the other; the end of the file is a [WeightsException].
final class ByteReader {

    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Path file;
    private final MemorySegment bytes;
    private long position;

    ByteReader(Path file, MemorySegment bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    boolean atEnd() {
        return position == bytes.byteSize();
    }

    int readByte(String what) {
        return Byte.toUnsignedInt(take(1, what).get(ValueLayout.JAVA_BYTE, 0));
    }

    int readShort(String what) {
        return Short.toUnsignedInt(take(2, what).get(SHORT, 0));
    }

    long readUnsignedInt(String what) {
        return Integer.toUnsignedLong(take(4, what).get(INT, 0));
    }

    int readInt(String what) {
        return take(4, what).get(INT, 0);
    }

    /// A count or size: at most `limit`, so that a damaged file cannot ask for the impossible.
    int readCount(String what, int limit) {
        long count = readUnsignedInt(what);
        if (count > limit) {
            throw new WeightsException(
                    WeightsException.Code.UNKNOWN_FORMAT,
                    file,
                    what
                            + " is "
                            + count
                            + " at byte "
                            + (position - 4)
                            + ", at most "
                            + limit
                            + " makes sense");
        }
        return (int) count;
    }

    String readText(int length, String what) {
        return new String(
                take(length, what).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }

    byte[] readBytes(int length, String what) {
        return take(length, what).toArray(ValueLayout.JAVA_BYTE);
    }

    MemorySegment take(long length, String what) {
        if (length > bytes.byteSize() - position) {
            throw new WeightsException(
                    WeightsException.Code.TRUNCATED,
                    file,
                    "it ends at byte %,d inside %s, which needs %,d bytes from byte %,d on"
                            .formatted(bytes.byteSize(), what, length, position));
        }
        var taken = bytes.asSlice(position, length);
        position += length;
        return taken;
    }
}
