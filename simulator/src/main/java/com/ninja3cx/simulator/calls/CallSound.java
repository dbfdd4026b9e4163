package com.ninja3cx.simulator.calls;

import com.ninja3cx.protocol.Channel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// The sound of both sides of a call, 16-bit samples of equal number. Decoded as a whole: meant for
/// calls of minutes. The arrays are not copied and never changed.
public record CallSound(int sampleRate, short[] microphone, short[] speaker) {

    private static final Executor FEEDERS = Thread::startVirtualThread;

    public CallSound {
        if (sampleRate < 8_000 || sampleRate > 48_000) {
            throw new IllegalArgumentException("sample rates are 8,000 to 48,000 Hz");
        }
        if (microphone.length != speaker.length) {
            throw new IllegalArgumentException("both sides last equally long");
        }
    }

    /// FFmpeg is not installed, or does not understand the file; the message is for a person.
    public static final class UndecodableException extends IOException {
        private static final long serialVersionUID = 1L;

        UndecodableException(String message) {
            super(message);
        }
    }

    public short[] of(Channel channel) {
        return switch (channel) {
            case MICROPHONE -> microphone;
            case SPEAKER -> speaker;
        };
    }

    public long millis() {
        return microphone.length * 1_000L / sampleRate;
    }

    public static CallSound decode(DemoCall call, int sampleRate) throws IOException {
        try (InputStream audio = call.audio()) {
            return decode(audio, sampleRate);
        }
    }

    public static CallSound decode(Path file, int sampleRate) throws IOException {
        try (InputStream audio = Files.newInputStream(file)) {
            return decode(audio, sampleRate);
        }
    }

    /// Reads what FFmpeg can read from a pipe. Of a file with one channel both sides are the same.
    ///
    /// @throws UndecodableException when there is no FFmpeg or no sound in it
    public static CallSound decode(InputStream audio, int sampleRate) throws IOException {
        Process ffmpeg = start(sampleRate);
        try (InputStream decoded = ffmpeg.getInputStream();
                InputStream errors = ffmpeg.getErrorStream()) {
            var fed = CompletableFuture.runAsync(() -> feed(audio, ffmpeg), FEEDERS);
            var said = CompletableFuture.supplyAsync(() -> drain(errors), FEEDERS);
            byte[] pcm = decoded.readAllBytes();
            fed.join();
            if (ffmpeg.waitFor() != 0 || pcm.length == 0) {
                throw new UndecodableException(
                        "FFmpeg cannot decode this sound: " + said.join().strip());
            }
            return split(pcm, sampleRate);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while decoding", stopped);
        } finally {
            ffmpeg.destroyForcibly();
        }
    }

    /// The same sound as a WAV file with two channels, as a PBX would keep it.
    public byte[] wav() {
        int dataBytes = microphone.length * 4;
        ByteBuffer out = ByteBuffer.allocate(44 + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + dataBytes);
        out.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        out.putShort((short) 1).putShort((short) 2).putInt(sampleRate).putInt(sampleRate * 4);
        out.putShort((short) 4).putShort((short) 16);
        out.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(dataBytes);
        for (int i = 0; i < microphone.length; i++) {
            out.putShort(microphone[i]).putShort(speaker[i]);
        }
        return out.array();
    }

    private static Process start(int sampleRate) throws UndecodableException {
        try {
            return new ProcessBuilder(
                            List.of(
                                    "ffmpeg",
                                    "-hide_banner",
                                    "-loglevel",
                                    "error",
                                    "-i",
                                    "pipe:0",
                                    "-f",
                                    "s16le",
                                    "-ac",
                                    "2",
                                    "-ar",
                                    Integer.toString(sampleRate),
                                    "pipe:1"))
                    .start();
        } catch (IOException missing) {
            throw new UndecodableException("FFmpeg is not installed: " + missing.getMessage());
        }
    }

    private static void feed(InputStream audio, Process ffmpeg) {
        try (OutputStream in = ffmpeg.getOutputStream()) {
            audio.transferTo(in);
        } catch (IOException ignored) {
            // FFmpeg stopped reading: its exit code and its words say why.
        }
    }

    private static String drain(InputStream errors) {
        var text = new ByteArrayOutputStream();
        try {
            errors.transferTo(text);
        } catch (IOException closed) {
            return text.toString(StandardCharsets.UTF_8);
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    private static CallSound split(byte[] pcm, int sampleRate) {
        var samples = ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        int length = samples.remaining() / 2;
        short[] left = new short[length];
        short[] right = new short[length];
        for (int i = 0; i < length; i++) {
            left[i] = samples.get();
            right[i] = samples.get();
        }
        return new CallSound(sampleRate, left, right);
    }
}
