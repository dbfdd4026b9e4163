package com.ninja3cx.server.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The sound of one channel on disk: 16 kHz, 16 bit, mono, little-endian, without header. Sound may
/// be written again at its place; what was skipped reads as silence. Thread-safe.
public final class KeptAudio implements AutoCloseable {

    /// Samples in a millisecond.
    public static final int PER_MILLI = 16;

    /// As agents' samples are read: what is kept and played again is what was heard, to the last
    /// bit.
    private static final float FULL_SCALE = 32_768f;

    private final FileChannel file;

    private KeptAudio(FileChannel file) {
        this.file = file;
    }

    /// Opens a file for reading and writing; it is made when missing.
    public static KeptAudio open(Path path) throws IOException {
        Files.createDirectories(path.getParent());
        return new KeptAudio(
                FileChannel.open(
                        path,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.CREATE));
    }

    /// Puts samples (-1 to 1) at their place.
    ///
    /// @return them as they will be read
    public float[] write(long firstSample, float[] samples) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(samples.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        float[] kept = new float[samples.length];
        for (int i = 0; i < samples.length; i++) {
            long value = Math.round((double) samples[i] * FULL_SCALE);
            short whole = (short) Math.clamp(value, Short.MIN_VALUE, Short.MAX_VALUE);
            bytes.putShort(whole);
            kept[i] = whole / FULL_SCALE;
        }
        bytes.flip();
        long position = firstSample * Short.BYTES;
        while (bytes.hasRemaining()) {
            position += file.write(bytes, position);
        }
        return kept;
    }

    /// Samples in the file.
    public long length() throws IOException {
        return file.size() / Short.BYTES;
    }

    /// At most `most` samples from this place on; empty at the end.
    public float[] read(long firstSample, int most) throws IOException {
        int count = (int) Math.clamp(length() - firstSample, 0, most);
        ByteBuffer bytes = ByteBuffer.allocate(count * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        long position = firstSample * Short.BYTES;
        while (bytes.hasRemaining()) {
            int read = file.read(bytes, position + bytes.position());
            if (read < 0) {
                break;
            }
        }
        bytes.flip();
        float[] samples = new float[bytes.remaining() / Short.BYTES];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = bytes.getShort() / FULL_SCALE;
        }
        return samples;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
