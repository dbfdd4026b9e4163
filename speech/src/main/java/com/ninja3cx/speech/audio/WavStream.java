package com.ninja3cx.speech.audio;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Reads the float WAV stream that FFmpeg writes.
final class WavStream {

    private WavStream() {}

    /// Gives the sound in pieces of at most `frames` samples a channel.
    ///
    /// @return samples of each channel given in all
    static long read(InputStream in, int frames, AudioListener listener)
            throws IOException, InterruptedException {
        int channels = 0;
        in.readNBytes(12);
        for (; ; ) {
            byte[] header = in.readNBytes(8);
            if (header.length < 8) {
                return 0;
            }
            String id = new String(header, 0, 4, StandardCharsets.ISO_8859_1);
            if (id.equals("data")) {
                break;
            }
            int size = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
            byte[] body = in.readNBytes(size + (size & 1));
            if (id.equals("fmt ")) {
                channels = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN).getShort(2);
            }
        }
        if (channels < 1) {
            throw new EOFException("no channels");
        }
        return samples(in, channels, frames, listener);
    }

    private static long samples(InputStream in, int channels, int frames, AudioListener listener)
            throws IOException, InterruptedException {
        long total = 0;
        for (; ; ) {
            byte[] bytes = in.readNBytes(frames * channels * Float.BYTES);
            int count = bytes.length / (channels * Float.BYTES);
            if (count == 0) {
                return total;
            }
            var floats = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
            var piece = new float[channels][count];
            for (int i = 0; i < count; i++) {
                for (int channel = 0; channel < channels; channel++) {
                    float sample = floats.get(i * channels + channel);
                    piece[channel][i] = Float.isNaN(sample) ? 0 : Math.clamp(sample, -1f, 1f);
                }
            }
            total += count;
            listener.accept(piece);
        }
    }
}
