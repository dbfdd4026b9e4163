package com.ninja3cx.bench.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Sound that waits to be read a second time, on disk as the server keeps it, so that waiting does
/// not count as memory. One writer, one reader.
final class SpooledSound implements AutoCloseable {

    private final FileChannel file;
    private volatile long written;
    private volatile boolean ended;

    SpooledSound() throws IOException {
        Path path = Files.createTempFile("bench-", ".pcm");
        file =
                FileChannel.open(
                        path,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE);
    }

    void append(float[] samples) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(samples.length * Float.BYTES);
        bytes.asFloatBuffer().put(samples);
        file.write(bytes, written * Float.BYTES);
        written += samples.length;
    }

    void end() {
        ended = true;
    }

    boolean ended() {
        return ended;
    }

    /// What is there from this sample on, at most so much.
    float[] read(long position, int most) throws IOException {
        int count = (int) Math.min(most, written - position);
        ByteBuffer bytes = ByteBuffer.allocate(count * Float.BYTES);
        while (bytes.hasRemaining()
                && file.read(bytes, position * Float.BYTES + bytes.position()) >= 0) {
            continue;
        }
        float[] samples = new float[count];
        bytes.flip().asFloatBuffer().get(samples);
        return samples;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
