package com.ninja3cx.speech.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.ninja3cx.speech.Sounds;
import com.ninja3cx.speech.audio.AudioUnreadable.Code;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FfmpegAudioTest {

    private static final Path CALL = Sounds.demoCall("fr-messagerie-courte");
    private static final double SECONDS = 17.17;

    @TempDir private Path folder;
    private final AtomicLong samples = new AtomicLong();
    private int channels;

    @ParameterizedTest
    @ValueSource(strings = {"wav", "mp3", "m4a", "mp4", "ogg", "webm", "opus", "flac", "aiff"})
    void everyUsualFormatIsReadWithBothChannels(String extension) throws Exception {
        Path file = convert("call." + extension);

        double seconds = new FfmpegAudio().read(file, Channels.SPLIT, this::count);

        assertThat(seconds).isCloseTo(SECONDS, within(0.15));
        assertThat(samples.get()).isEqualTo(Math.round(seconds * 16_000));
        assertThat(channels).isEqualTo(2);
    }

    @Test
    void channelsCanBeMixedToOne() throws Exception {
        new FfmpegAudio().read(CALL, Channels.MIX, this::count);

        assertThat(channels).isEqualTo(1);
    }

    @Test
    void telephoneSoundIsBroughtToSixteenKilohertz() throws Exception {
        Path file = convert("call8k.wav", "-ar", "8000", "-c:a", "pcm_alaw");

        assertThat(new FfmpegAudio().read(file, Channels.SPLIT, this::count))
                .isCloseTo(SECONDS, within(0.05));
    }

    @Test
    void aTextFileIsSaidNotToBeSound() throws Exception {
        Path file = Files.writeString(folder.resolve("notes.wav"), "bonjour\n".repeat(500));

        assertUnreadable(file, Code.NOT_AUDIO, "is no recording that can be read");
    }

    @Test
    void anEmptyFileIsSaidToBeEmpty() throws Exception {
        assertUnreadable(
                Files.createFile(folder.resolve("call.wav")), Code.EMPTY, "is empty (0 bytes)");
    }

    @Test
    void aMissingFileIsSaidToBeMissing() {
        assertUnreadable(folder.resolve("none.wav"), Code.SOURCE_FAILED, "does not exist");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wav", "flac"})
    void aFileCutShortIsReadAsFarAsItGoesAndSaidToBeCut(String extension) throws Exception {
        Path whole = convert("call." + extension);
        byte[] bytes = Files.readAllBytes(whole);
        Path half =
                Files.write(
                        folder.resolve("half." + extension),
                        Arrays.copyOf(bytes, bytes.length / 2));

        assertUnreadable(half, Code.CUT_SHORT, "s could be read");
        assertThat(samples.get()).isBetween(4L * 16_000, 14L * 16_000);
    }

    @Test
    void withoutFfmpegTheCommandThatInstallsItIsGiven() {
        var none = new FfmpegAudio(List.of(folder.resolve("ffmpeg").toString()));

        assertThatThrownBy(() -> none.read(CALL, Channels.SPLIT, this::count))
                .isInstanceOfSatisfying(
                        AudioUnreadable.class,
                        failed -> assertThat(failed.code()).isEqualTo(Code.FFMPEG_MISSING))
                .hasMessageContaining("sudo apt-get install ffmpeg");
    }

    @Test
    void aPlaylistThatPointsElsewhereIsNotFollowed() throws Exception {
        Path secret = convert("secret.wav");
        Path playlist =
                Files.writeString(
                        folder.resolve("call.m3u8"),
                        "#EXTM3U\n#EXT-X-TARGETDURATION:20\n#EXTINF:17,\nfile://%s\n#EXT-X-ENDLIST\n"
                                .formatted(secret.toAbsolutePath()));

        assertThatThrownBy(() -> new FfmpegAudio().read(playlist, Channels.SPLIT, this::count))
                .isInstanceOf(AudioUnreadable.class);
        assertThat(samples.get()).isZero();
    }

    @Test
    void hoursOfSoundStreamThroughWithoutBeingHeld() throws Exception {
        long seconds = 3 * 3600;
        var longCall = new EndlessWav(seconds * 8_000 * 2);
        long before = usedMemory();
        var peak = new AtomicLong();

        new FfmpegAudio()
                .read(
                        longCall,
                        "long.wav",
                        Channels.SPLIT,
                        piece -> {
                            count(piece);
                            if (samples.get() % (600 * 16_000) < 16_000) {
                                peak.accumulateAndGet(usedMemory(), Math::max);
                            }
                        });

        assertThat(samples.get()).isEqualTo(seconds * 16_000);
        assertThat(peak.get() - before).isLessThan(100L << 20);
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private void count(float[][] piece) {
        channels = piece.length;
        samples.addAndGet(piece[0].length);
    }

    private void assertUnreadable(Path file, Code code, String words) {
        assertThatThrownBy(() -> new FfmpegAudio().read(file, Channels.SPLIT, this::count))
                .isInstanceOfSatisfying(
                        AudioUnreadable.class, failed -> assertThat(failed.code()).isEqualTo(code))
                .hasMessageContaining(words);
    }

    private Path convert(String name, String... options) throws Exception {
        Path file = folder.resolve(name);
        var command = new java.util.ArrayList<>(List.of("ffmpeg", "-v", "error", "-i"));
        command.add(CALL.toString());
        command.addAll(List.of(options));
        command.add(file.toString());
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
        return file;
    }

    /// A WAV file of silence, 8 kHz mono, that exists only while it is read.
    private static final class EndlessWav extends InputStream {

        private final byte[] header;
        private final long length;
        private long at;

        EndlessWav(long dataBytes) {
            var buffer = java.nio.ByteBuffer.allocate(44).order(java.nio.ByteOrder.LITTLE_ENDIAN);
            buffer.put("RIFF".getBytes()).putInt((int) (dataBytes + 36)).put("WAVEfmt ".getBytes());
            buffer.putInt(16).putShort((short) 1).putShort((short) 1).putInt(8_000);
            buffer.putInt(16_000).putShort((short) 2).putShort((short) 16);
            buffer.put("data".getBytes()).putInt((int) dataBytes);
            this.header = buffer.array();
            this.length = 44 + dataBytes;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int count) {
            if (at >= length) {
                return -1;
            }
            int given = (int) Math.min(count, length - at);
            for (int i = 0; i < given; i++) {
                into[offset + i] = at + i < header.length ? header[(int) (at + i)] : 0;
            }
            at += given;
            return given;
        }
    }
}
