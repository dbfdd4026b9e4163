package com.ninja3cx.server.recording;

import com.ninja3cx.server.call.Leg;
import com.ninja3cx.server.call.LegStore;
import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.transcript.Party;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The kept sound of a whole call as one file: technician left, far end right, all legs at their
/// place. FFmpeg makes an MP3 of 32 kbit/s (14 MB an hour); where it is missing the file is a WAV
/// of 8 kHz (115 MB an hour). Memory does not grow with the call.
public final class RecordingExport {

    private static final int BLOCK = 16_000;
    private static final int CHANNELS = 2;
    private static final int WAV_RATE = 8_000;
    private static final int STEP = KeptAudio.PER_MILLI * 1_000 / WAV_RATE;
    private static final long PATIENCE_SECONDS = 10;
    private static final Duration LEFT_BEHIND = Duration.ofHours(6);

    private final AudioFolder folder;
    private final Database database;
    private final Path out;
    private final InstantSource clock;

    /// @param dataDir files are written to `outgoing` in it
    public RecordingExport(
            AudioFolder folder, Database database, Path dataDir, InstantSource clock) {
        this.folder = folder;
        this.database = database;
        this.out = dataDir.resolve("outgoing");
        this.clock = clock;
    }

    /// Writes the file anew; whoever asked deletes it.
    ///
    /// @return empty when no sound of this call is kept here
    /// @throws IOException when it cannot be read or written
    public Optional<Path> export(String callId) throws IOException, InterruptedException {
        List<AudioFolder.Piece> pieces = folder.pieces(callId);
        if (pieces.isEmpty()) {
            return Optional.empty();
        }
        Files.createDirectories(out);
        clear();
        List<Leg> legs = database.read(handle -> LegStore.ofCall(handle, callId));
        try (var mix = new Mix(pieces, legs)) {
            Path mp3 = Files.createTempFile(out, callId + "-", ".mp3");
            if (encode(mix, mp3)) {
                return Optional.of(mp3);
            }
            Files.deleteIfExists(mp3);
            Path wav = Files.createTempFile(out, callId + "-", ".wav");
            try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(wav))) {
                wav(mix, file);
            }
            return Optional.of(wav);
        }
    }

    /// What a server that was killed left behind.
    private void clear() throws IOException {
        FileTime old = FileTime.from(clock.instant().minus(LEFT_BEHIND));
        try (Stream<Path> files = Files.list(out)) {
            for (Path file : files.toList()) {
                if (Files.exists(file) && Files.getLastModifiedTime(file).compareTo(old) < 0) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static boolean encode(Mix mix, Path file) throws IOException, InterruptedException {
        Process process;
        try {
            process =
                    new ProcessBuilder(
                                    "ffmpeg",
                                    "-nostdin",
                                    "-hide_banner",
                                    "-v",
                                    "error",
                                    "-y",
                                    "-protocol_whitelist",
                                    "pipe,file",
                                    "-f",
                                    "s16le",
                                    "-ar",
                                    "16000",
                                    "-ac",
                                    "2",
                                    "-i",
                                    "pipe:0",
                                    "-b:a",
                                    "32k",
                                    "-f",
                                    "mp3",
                                    file.toString())
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
        } catch (IOException noFfmpeg) {
            return false;
        }
        try (OutputStream pipe = new BufferedOutputStream(process.getOutputStream())) {
            for (long at = 0; at < mix.samples(); at += BLOCK) {
                pipe.write(bytes(mix.read(at, BLOCK), 1));
            }
        } catch (IOException ended) {
            // Its exit status says so too.
        }
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        return process.exitValue() == 0 && Files.size(file) > 0;
    }

    private static void wav(Mix mix, OutputStream file) throws IOException {
        long bytes = mix.samples() / STEP * CHANNELS * Short.BYTES;
        ByteBuffer head = ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN);
        head.put(ascii("RIFF")).putInt((int) Math.min(bytes + 36, 0xffff_fff0L));
        head.put(ascii("WAVEfmt ")).putInt(16).putShort((short) 1).putShort((short) CHANNELS);
        head.putInt(WAV_RATE).putInt(WAV_RATE * CHANNELS * Short.BYTES);
        head.putShort((short) (CHANNELS * Short.BYTES)).putShort((short) 16);
        head.put(ascii("data")).putInt((int) Math.min(bytes, 0xffff_ff00L));
        file.write(head.array());
        for (long at = 0; at < mix.samples(); at += BLOCK) {
            file.write(bytes(mix.read(at, BLOCK), STEP));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// Interleaved samples, each the mean of `step`.
    private static byte[] bytes(float[][] block, int step) {
        int frames = block[0].length / step;
        ByteBuffer bytes =
                ByteBuffer.allocate(frames * CHANNELS * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int frame = 0; frame < frames; frame++) {
            for (float[] channel : block) {
                float sum = 0;
                for (int i = 0; i < step; i++) {
                    sum += channel[frame * step + i];
                }
                bytes.putShort(
                        (short) Math.clamp(Math.round(sum / step * 32_767f), -32_768, 32_767));
            }
        }
        return bytes.array();
    }

    /// All pieces at their place.
    private static final class Mix implements AutoCloseable {

        private record Placed(Party party, long firstSample, KeptAudio audio) {}

        private final List<Placed> placed = new ArrayList<>();
        private long samples;

        Mix(List<AudioFolder.Piece> pieces, List<Leg> legs) throws IOException {
            for (AudioFolder.Piece piece : pieces) {
                long first = Leg.offsetMillis(legs, piece.ordinal()) * KeptAudio.PER_MILLI;
                KeptAudio audio = KeptAudio.open(piece.file());
                placed.add(new Placed(piece.party(), first, audio));
                samples = Math.max(samples, first + audio.length());
            }
        }

        long samples() {
            return samples;
        }

        /// Left and right, always `count` samples.
        float[][] read(long from, int count) throws IOException {
            var block = new float[CHANNELS][count];
            for (Placed each : placed) {
                long start = Math.max(from, each.firstSample());
                if (start >= from + count) {
                    continue;
                }
                float[] sound =
                        each.audio().read(start - each.firstSample(), (int) (from + count - start));
                int at = (int) (start - from);
                if (each.party() != Party.CALLER) {
                    add(block[0], at, sound);
                }
                if (each.party() != Party.AGENT) {
                    add(block[1], at, sound);
                }
            }
            return block;
        }

        private static void add(float[] channel, int at, float[] sound) {
            for (int i = 0; i < sound.length; i++) {
                channel[at + i] += sound[i];
            }
        }

        @Override
        public void close() throws IOException {
            for (Placed each : placed) {
                each.audio().close();
            }
        }
    }
}
