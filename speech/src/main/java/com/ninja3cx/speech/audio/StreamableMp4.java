package com.ninja3cx.speech.audio;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/// Gives the bytes of a file in an order that can be read from a pipe.
///
/// Only MP4 family files (m4a, mp4, mov) are touched: recorders write their index (`moov`) last,
/// which a reader of a pipe meets too late. It is given first, its chunk offsets moved by its
/// length (ISO/IEC 14496-12, boxes `stco` and `co64`).
final class StreamableMp4 {

    private static final int MAX_INDEX = 64 << 20;
    private static final Set<String> CONTAINERS = Set.of("moov", "trak", "mdia", "minf", "stbl");

    private StreamableMp4() {}

    static InputStream open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            List<Box> boxes = topLevel(channel);
            int index = indexOf(boxes, "moov");
            int media = indexOf(boxes, "mdat");
            boolean late = media >= 0 && index > media && boxes.get(index).size() <= MAX_INDEX;
            return late
                    ? reordered(channel, boxes, index, media)
                    : Channels.newInputStream(channel.position(0));
        } catch (IOException | RuntimeException broken) {
            channel.close();
            throw broken;
        }
    }

    private static InputStream reordered(FileChannel channel, List<Box> boxes, int index, int media)
            throws IOException {
        Box moov = boxes.get(index);
        ByteBuffer patched = ByteBuffer.allocate((int) moov.size());
        readFully(channel, patched, moov.start());
        shift(patched, 0, (int) moov.size(), moov.size());
        long mediaStart = boxes.get(media).start();
        var parts =
                List.of(
                        new Slice(channel, 0, mediaStart),
                        new ByteArrayInputStream(patched.array()),
                        new Slice(channel, mediaStart, moov.start()),
                        new Slice(channel, moov.start() + moov.size(), channel.size()));
        return new SequenceInputStream(Collections.enumeration(parts)) {
            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }

    /// Boxes of the file, or none where it is no MP4 file.
    private static List<Box> topLevel(FileChannel channel) throws IOException {
        var boxes = new ArrayList<Box>();
        var header = ByteBuffer.allocate(16);
        for (long at = 0; at + 8 <= channel.size(); ) {
            header.clear();
            readFully(channel, header, at);
            long size = Integer.toUnsignedLong(header.getInt(0));
            String type = new String(header.array(), 4, 4, StandardCharsets.ISO_8859_1);
            if (boxes.isEmpty() && !type.equals("ftyp")) {
                return List.of();
            }
            if (size == 1) {
                size = header.getLong(8);
            } else if (size == 0) {
                size = channel.size() - at;
            }
            if (size < 8 || at + size > channel.size()) {
                return boxes;
            }
            boxes.add(new Box(type, at, size));
            at += size;
        }
        return boxes;
    }

    private static void shift(ByteBuffer index, int from, int to, long by) {
        for (int at = from; at + 8 <= to; ) {
            int size = index.getInt(at);
            if (size < 8 || size > to - at) {
                return;
            }
            String type = new String(index.array(), at + 4, 4, StandardCharsets.ISO_8859_1);
            if (CONTAINERS.contains(type)) {
                shift(index, at + 8, at + size, by);
            } else if (type.equals("stco") || type.equals("co64")) {
                shiftOffsets(index, at + 16, at + size, type.equals("co64") ? 8 : 4, by);
            }
            at += size;
        }
    }

    private static void shiftOffsets(ByteBuffer index, int from, int to, int width, long by) {
        for (int at = from; at + width <= to; at += width) {
            if (width == 8) {
                index.putLong(at, index.getLong(at) + by);
            } else {
                index.putInt(at, (int) (index.getInt(at) + by));
            }
        }
    }

    private static int indexOf(List<Box> boxes, String type) {
        for (int i = 0; i < boxes.size(); i++) {
            if (boxes.get(i).type().equals(type)) {
                return i;
            }
        }
        return -1;
    }

    private static void readFully(FileChannel channel, ByteBuffer into, long from)
            throws IOException {
        long at = from;
        while (into.hasRemaining()) {
            int read = channel.read(into, at);
            if (read < 0) {
                return;
            }
            at += read;
        }
    }

    private record Box(String type, long start, long size) {}

    /// A stretch of the file.
    private static final class Slice extends InputStream {

        private final FileChannel channel;
        private final long end;
        private long at;

        Slice(FileChannel channel, long start, long end) {
            this.channel = channel;
            this.at = start;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (at >= end) {
                return -1;
            }
            var target = ByteBuffer.wrap(into, offset, (int) Math.min(length, end - at));
            int read = channel.read(target, at);
            at += Math.max(read, 0);
            return read;
        }
    }
}
