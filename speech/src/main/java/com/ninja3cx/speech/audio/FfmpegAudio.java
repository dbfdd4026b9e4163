package com.ninja3cx.speech.audio;

import com.ninja3cx.speech.Wording;
import com.ninja3cx.speech.audio.AudioUnreadable.Code;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// Reads sound of any format FFmpeg knows, as 16 kHz float samples for each channel.
///
/// FFmpeg runs as a process that sees a pipe and nothing else: no file, no network, whatever a
/// playlist inside the sound asks for. Sound streams through; memory does not grow with its length.
public final class FfmpegAudio {

    private static final int FRAMES = 16_000;
    private static final int MAX_COMPLAINT = 8_000;
    private static final double TOLERANCE = 0.05;

    private final List<String> ffmpeg;

    public FfmpegAudio() {
        this(List.of("ffmpeg"));
    }

    /// @param ffmpeg command and leading arguments that run FFmpeg
    public FfmpegAudio(List<String> ffmpeg) {
        this.ffmpeg = List.copyOf(ffmpeg);
    }

    /// Reads a file.
    ///
    /// @return seconds of sound given
    public double read(Path file, Channels channels, AudioListener listener)
            throws AudioUnreadable, InterruptedException {
        if (Files.isDirectory(file) || !Files.isReadable(file)) {
            throw new AudioUnreadable(
                    Code.SOURCE_FAILED,
                    new Wording(
                            "Le fichier %s n'existe pas ou ne peut pas être lu.".formatted(file),
                            "The file %s does not exist or cannot be read.".formatted(file)));
        }
        try (InputStream in = StreamableMp4.open(file)) {
            return read(in, file.toString(), channels, listener);
        } catch (IOException failed) {
            throw sourceFailed(file.toString(), failed);
        }
    }

    /// Reads a stream to its end.
    ///
    /// @param name for messages
    /// @return seconds of sound given
    /// @throws AudioUnreadable also after sound was given, with [Code#CUT_SHORT]
    public double read(InputStream source, String name, Channels channels, AudioListener listener)
            throws AudioUnreadable, InterruptedException {
        Process process = start(channels);
        var feed = new Feed(source);
        var complaint = new AtomicReference<>("");
        Thread feeding =
                Thread.ofVirtual()
                        .name("ffmpeg-in")
                        .start(() -> feed.run(process.getOutputStream()));
        Thread hearing =
                Thread.ofVirtual()
                        .name("ffmpeg-errors")
                        .start(() -> complaint.set(complaints(process.getErrorStream())));
        long frames = 0;
        boolean ended = false;
        try (var out = new BufferedInputStream(process.getInputStream(), 1 << 16)) {
            frames = WavStream.read(out, FRAMES, listener);
            ended = true;
        } catch (IOException cut) {
            // The end of the process says why.
            ended = true;
        } finally {
            if (ended) {
                // Destroying it also closes what it still has to say.
                process.waitFor(5, TimeUnit.SECONDS);
                hearing.join(Duration.ofSeconds(5));
            }
            process.destroy();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            feeding.join();
            hearing.join();
        }
        return judge(name, frames, feed, java.util.Objects.requireNonNull(complaint.get()));
    }

    private double judge(String name, long frames, Feed feed, String complaint)
            throws AudioUnreadable {
        double seconds = (double) frames / Resampler.OUTPUT_RATE;
        if (feed.failure() != null) {
            throw sourceFailed(name, feed.failure());
        }
        if (frames == 0) {
            if (feed.bytes() == 0) {
                throw new AudioUnreadable(
                        Code.EMPTY,
                        new Wording(
                                "%s est vide (0 octet).".formatted(name),
                                "%s is empty (0 bytes).".formatted(name)));
            }
            if (complaint.isEmpty()) {
                throw new AudioUnreadable(
                        Code.EMPTY,
                        new Wording(
                                "%s ne contient aucun son (durée nulle).".formatted(name),
                                "%s holds no sound (its length is zero).".formatted(name)));
            }
            throw new AudioUnreadable(
                    Code.NOT_AUDIO,
                    new Wording(
                            "%s n'est pas un enregistrement lisible : %s. Donnez un fichier audio (wav, mp3, flac, m4a, ogg…)."
                                    .formatted(name, lastLine(complaint)),
                            "%s is no recording that can be read: %s. Give a sound file (wav, mp3, flac, m4a, ogg…)."
                                    .formatted(name, lastLine(complaint))));
        }
        boolean damaged = !complaint.isEmpty() || feed.endsEarly(seconds);
        if (damaged) {
            String why =
                    complaint.isEmpty()
                            ? "the file ends before its header says"
                            : lastLine(complaint);
            throw new AudioUnreadable(
                    Code.CUT_SHORT,
                    new Wording(
                            "%s est tronqué ou abîmé (%s) : %.1f s ont pu être lues."
                                    .formatted(name, why, seconds),
                            "%s is cut short or damaged (%s): %.1f s could be read."
                                    .formatted(name, why, seconds)));
        }
        return seconds;
    }

    private Process start(Channels channels) throws AudioUnreadable {
        var command = new java.util.ArrayList<>(ffmpeg);
        command.addAll(List.of("-nostdin", "-hide_banner", "-v", "error"));
        command.addAll(List.of("-protocol_whitelist", "pipe", "-i", "pipe:0", "-map", "0:a:0"));
        if (channels == Channels.MIX) {
            command.addAll(List.of("-ac", "1"));
        }
        command.addAll(List.of("-ar", String.valueOf(Resampler.OUTPUT_RATE)));
        command.addAll(List.of("-c:a", "pcm_f32le", "-f", "wav", "pipe:1"));
        try {
            return new ProcessBuilder(command).start();
        } catch (IOException missing) {
            throw new AudioUnreadable(
                    Code.FFMPEG_MISSING,
                    new Wording(
                            "FFmpeg n'est pas installé. Essayez : sudo apt-get install ffmpeg",
                            "FFmpeg is not installed. Try: sudo apt-get install ffmpeg"));
        }
    }

    private static AudioUnreadable sourceFailed(String name, IOException failed) {
        return new AudioUnreadable(
                Code.SOURCE_FAILED,
                new Wording(
                        "%s n'a pas pu être lu : %s".formatted(name, failed.getMessage()),
                        "%s could not be read: %s".formatted(name, failed.getMessage())));
    }

    private static String complaints(InputStream errors) {
        try (errors) {
            String start = new String(errors.readNBytes(MAX_COMPLAINT), StandardCharsets.UTF_8);
            errors.transferTo(OutputStream.nullOutputStream());
            return start.strip();
        } catch (IOException closed) {
            return "";
        }
    }

    private static String lastLine(String text) {
        return text.lines()
                .map(line -> line.replaceFirst("^\\[[^]]*] *", "").replaceFirst("^pipe:0: *", ""))
                .filter(line -> !line.isBlank())
                .reduce("", (before, line) -> line);
    }

    /// Moves the source into the pipe, and watches whether a RIFF file keeps its promise of length.
    private static final class Feed {

        private final InputStream source;
        private final AtomicLong count = new AtomicLong();
        private final AtomicReference<@org.jspecify.annotations.Nullable IOException> failed =
                new AtomicReference<>();
        private volatile PromisedLength promised = PromisedLength.NONE;
        private volatile boolean drained;

        Feed(InputStream source) {
            this.source = source;
        }

        void run(OutputStream pipe) {
            var buffer = new byte[1 << 16];
            try (pipe) {
                for (int read = next(buffer); read >= 0; read = next(buffer)) {
                    pipe.write(buffer, 0, read);
                }
                drained = true;
            } catch (IOException ffmpegEnded) {
                // FFmpeg has read enough or given up: its exit tells.
            }
        }

        private int next(byte[] buffer) {
            try {
                int read = source.readNBytes(buffer, 0, buffer.length);
                if (count.get() == 0) {
                    promised = PromisedLength.of(buffer, read);
                }
                count.addAndGet(read);
                return read == 0 ? -1 : read;
            } catch (IOException broken) {
                failed.set(broken);
                return -1;
            }
        }

        long bytes() {
            return count.get();
        }

        @org.jspecify.annotations.Nullable
        IOException failure() {
            return failed.get();
        }

        /// Whether less came than the header promised.
        boolean endsEarly(double seconds) {
            return drained
                    && (count.get() < promised.bytes() || seconds < promised.seconds() - TOLERANCE);
        }
    }
}
