package com.ninja3cx.speech.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The file beside the graphs that holds their large tensors, so that the runtime can map them.
final class TensorFile implements AutoCloseable {

    /// Whole pages: each tensor can be mapped by itself.
    private static final int ALIGNMENT = 4096;

    private static final int LARGEST_WRITE = 1 << 18;

    private final Path file;
    private final FileChannel channel;

    TensorFile(Path file) throws IOException {
        this.file = file;
        this.channel =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    String name() {
        return file.getFileName().toString();
    }

    /// Appends the content and returns the offset at which it begins.
    long append(ByteBuffer content) throws IOException {
        long start = Math.ceilDiv(channel.position(), (long) ALIGNMENT) * ALIGNMENT;
        channel.position(start);
        // In parts: for content on the heap the channel keeps a native buffer of the same size.
        int end = content.limit();
        while (content.position() < end) {
            content.limit(Math.min(end, content.position() + LARGEST_WRITE));
            channel.write(content);
        }
        return start;
    }

    void force() throws IOException {
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
