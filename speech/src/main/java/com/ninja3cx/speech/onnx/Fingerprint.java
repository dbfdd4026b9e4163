package com.ninja3cx.speech.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/// Tells files apart by their content.
final class Fingerprint {

    private static final int SAMPLES = 256;
    private static final int SAMPLE_BYTES = 16 * 1024;

    private Fingerprint() {}

    /// SHA-256 over the size and evenly spread parts of the file (4 MiB of it): quick for files of
    /// gigabytes, and different for any other published model.
    static String ofWeights(Path file) throws IOException {
        var digest = sha256();
        try (var channel = FileChannel.open(file)) {
            long size = channel.size();
            digest.update(ByteBuffer.allocate(8).putLong(size).flip());
            var part = ByteBuffer.allocate(SAMPLE_BYTES);
            for (int i = 0; i < SAMPLES; i++) {
                long last = Math.max(0, size - SAMPLE_BYTES);
                channel.read(part.clear(), last * i / (SAMPLES - 1));
                digest.update(part.flip());
            }
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }

    /// CRC-32C of the whole file.
    static long checksum(Path file) throws IOException {
        var crc = new CRC32C();
        var part = ByteBuffer.allocate(1 << 18);
        try (var channel = FileChannel.open(file)) {
            while (channel.read(part.clear()) >= 0) {
                crc.update(part.flip());
            }
        }
        return crc.getValue();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
