package com.ninja3cx.speech.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.ninja3cx.speech.RealModels;
import com.ninja3cx.speech.Sounds;
import com.ninja3cx.speech.audio.Channels;
import com.ninja3cx.speech.audio.FfmpegAudio;
import com.ninja3cx.speech.file.Transcription.Segment;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With the real model: words.
class FileTranscriberTest {

    @TempDir private Path folder;
    private final FileTranscriber transcriber =
            new FileTranscriber(RealModels.voice(), RealModels.words(), "base", new FfmpegAudio());

    @Test
    void aCallIsReadForEachChannelInItsOwnLanguage() throws Exception {
        List<Segment> asRead = new ArrayList<>();

        Transcription call = read(Sounds.demoCall("fr-messagerie-courte"), asRead);

        assertThat(call.language()).isEqualTo("fr");
        assertThat(call.segments()).extracting(Segment::start).isSorted();
        assertThat(call.segments()).containsExactlyElementsOf(asRead);
        assertThat(words(call, "agent"))
                .contains("bonjour", "support", "informatique", "récemment");
        assertThat(words(call, "caller")).contains("bonjour", "mails", "téléphone", "changer");
        assertThat(call.segments())
                .allSatisfy(
                        segment -> {
                            assertThat(segment.confidence()).isBetween(0.2, 1.0);
                            assertThat(segment.end()).isGreaterThan(segment.start());
                            assertThat(segment.end()).isLessThanOrEqualTo(17.2);
                            assertThat(segment.words()).isNotEmpty();
                            assertThat(segment.words().getFirst().start())
                                    .isBetween(segment.start() - 0.5, segment.end());
                            assertThat(segment.words().getLast().end())
                                    .isBetween(segment.start(), segment.end() + 0.5);
                        });
        assertThat(call.stats().audioSeconds()).isBetween(17.1, 17.2);
        assertThat(call.stats().peakRssMb()).isPositive();
        assertThat(call.warning()).isNull();
    }

    @Test
    void aSpeechInEnglishIsReadWordForWord() throws Exception {
        Path speech = Sounds.realRecording("real-jfk");
        assumeTrue(Sounds.isThere(speech));

        Transcription read = read(speech, new ArrayList<>());

        assertThat(read.language()).isEqualTo("en");
        assertThat(String.join(" ", words(read, "mono")))
                .isEqualTo(
                        "and so my fellow americans ask not what your country can do for you"
                                + " ask what you can do for your country");
    }

    @Test
    void nothingIsInventedInSilenceNoiseAndTones() throws Exception {
        Path empty =
                wav(
                        Sounds.join(
                                Sounds.silence(20),
                                Sounds.noise(10, 0.01, 1),
                                Sounds.tone(5, 440, 0.3),
                                Sounds.silence(5),
                                Sounds.tone(5, 425, 0.3),
                                Sounds.noise(15, 0.1, 2)));

        assertThat(read(empty, new ArrayList<>()).segments()).isEmpty();
    }

    @Test
    void thanksOfAPersonStayHoweverSoftly() throws Exception {
        float[] caller = Sounds.channel(Sounds.demoCall("fr-imprimante"), 1);
        float[] thanks = Arrays.copyOfRange(caller, 47 * Sounds.RATE, 49 * Sounds.RATE);
        for (double decibels : new double[] {-20, -35}) {
            Path call =
                    wav(
                            Sounds.join(
                                    Sounds.noise(4, 0.0005, 3),
                                    atLevel(thanks, decibels),
                                    Sounds.noise(4, 0.0005, 4)));

            assertThat(words(read(call, new ArrayList<>()), "mono"))
                    .contains("merci", "au", "revoir");
        }
    }

    /// The same sound with its loudest quarter second at this level below full scale.
    private static float[] atLevel(float[] sound, double decibels) {
        double loudest = 0;
        int step = Sounds.RATE / 4;
        for (int from = 0; from + step <= sound.length; from += step) {
            double sum = 0;
            for (int i = from; i < from + step; i++) {
                sum += sound[i] * sound[i];
            }
            loudest = Math.max(loudest, Math.sqrt(sum / step));
        }
        var scaled = new float[sound.length];
        for (int i = 0; i < sound.length; i++) {
            scaled[i] = (float) (sound[i] / loudest * Math.pow(10, decibels / 20));
        }
        return scaled;
    }

    @Test
    void theLongSilencesOfARealCallStayEmpty() throws Exception {
        Path call = Sounds.realRecording("real-phone-agent-8k");
        assumeTrue(Sounds.isThere(call));

        Transcription read = read(call, new ArrayList<>());

        assertThat(read.segments()).isNotEmpty();
        double letters = read.segments().stream().mapToInt(one -> one.text().length()).sum();
        double seconds = read.segments().stream().mapToDouble(one -> one.end() - one.start()).sum();
        assertThat(letters / seconds).isBetween(4.0, 25.0);
        assertThat(words(read, "mono")).doesNotContain("subscribe", "watching", "amara");
    }

    private Transcription read(Path file, List<Segment> asRead) throws Exception {
        return transcriber.transcribe(
                file,
                new TranscriptionOptions(Optional.empty(), List.of("fr", "en"), Channels.SPLIT),
                asRead::add,
                seconds -> {},
                Locale.FRENCH);
    }

    private static List<String> words(Transcription call, String channel) {
        String text =
                call.segments().stream()
                        .filter(segment -> segment.channel().equals(channel))
                        .map(Segment::text)
                        .collect(Collectors.joining(" "));
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private Path wav(float[] sound) throws Exception {
        Path file = folder.resolve("sound.wav");
        Process ffmpeg =
                new ProcessBuilder(
                                "ffmpeg",
                                "-v",
                                "error",
                                "-y",
                                "-f",
                                "f32le",
                                "-ar",
                                "16000",
                                "-ac",
                                "1",
                                "-i",
                                "pipe:0",
                                file.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        var bytes =
                java.nio.ByteBuffer.allocate(sound.length * 4)
                        .order(java.nio.ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(sound);
        try (OutputStream in = ffmpeg.getOutputStream()) {
            in.write(bytes.array());
        }
        assertThat(ffmpeg.waitFor()).isZero();
        assertThat(Files.size(file)).isPositive();
        return file;
    }
}
