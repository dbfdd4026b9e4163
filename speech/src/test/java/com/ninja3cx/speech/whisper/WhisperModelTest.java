package com.ninja3cx.speech.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.ninja3cx.speech.onnx.Progress;
import com.ninja3cx.speech.weights.TinyModel;
import com.ninja3cx.speech.weights.TinyModel.Numbers;
import com.ninja3cx.speech.weights.WeightsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Over a random model: what it reads is nonsense, but must always be the same nonsense.
class WhisperModelTest {

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void aWindowIsReadTheSameAloneAndInAnyCompany(int threads) {
        try (var model = open(new TinyModel(11), threads)) {
            var windows = windows();
            var alone = new ArrayList<Decoded>();
            for (var window : windows) {
                alone.add(model.decode(List.of(window)).getFirst());
            }

            assertThat(model.decode(windows)).isEqualTo(alone);
            var order = new ArrayList<Integer>();
            for (int i = 0; i < windows.size(); i++) {
                order.add(i);
            }
            for (int seed = 0; seed < 3; seed++) {
                Collections.shuffle(order, new Random(seed));
                var some = order.subList(0, 8);
                assertThat(model.decode(some.stream().map(windows::get).toList()))
                        .as("seed " + seed)
                        .isEqualTo(some.stream().map(alone::get).toList());
            }
            assertThat(alone.stream().map(Decoded::text).distinct().count()).isGreaterThan(5);
        }
    }

    @Test
    void bothFormatsReadTheSame() {
        var tiny = new TinyModel(12);
        try (var first = open(tiny, 2);
                var second =
                        WhisperModel.open(
                                tiny.writeGgml(folder.resolve("ggml.bin"), Numbers.FLOAT16),
                                2,
                                Progress.NONE)) {
            var windows = windows().subList(0, 3);
            assertThat(second.decode(windows)).isEqualTo(first.decode(windows));
        }
    }

    @Test
    void twoThreadsMayDecodeAtOnce() throws InterruptedException {
        try (var model = open(new TinyModel(13), 1)) {
            var windows = windows().subList(0, 4);
            var expected = model.decode(windows);
            var answers = Collections.synchronizedList(new ArrayList<List<Decoded>>());
            var threads = new ArrayList<Thread>();
            for (int i = 0; i < 3; i++) {
                threads.add(Thread.ofPlatform().start(() -> answers.add(model.decode(windows))));
            }
            for (var thread : threads) {
                thread.join();
            }

            assertThat(answers).hasSize(3).allSatisfy(d -> assertThat(d).isEqualTo(expected));
        }
    }

    @Test
    void noWindowsGiveNoAnswersAndNoSoundGivesOne() {
        try (var model = open(new TinyModel(14), 1)) {
            assertThat(model.decode(List.of())).isEmpty();
            var options = new DecodeOptions(Optional.of("en"), 1, "", true, 0, false);
            var empty = new WindowDecoder.Window(new float[0], options);
            assertThat(model.decode(List.of(empty))).hasSize(1);
        }
    }

    @Test
    void aWindowOfMoreThanThirtySecondsIsRefused() {
        try (var model = open(new TinyModel(15), 1)) {
            var options = new DecodeOptions(Optional.of("en"), 1, "", false, 0, false);
            var window = new WindowDecoder.Window(new float[480_001], options);
            assertThatIllegalArgumentException().isThrownBy(() -> model.decode(List.of(window)));
        }
    }

    @Test
    void aModelOfOneLanguageKnowsNoOther() {
        try (var model = open(new TinyModel(16), 1)) {
            assertThat(model.languages(new float[16_000], 30)).containsOnlyKeys("en");
        }
    }

    @Test
    void aModelWithoutItsVocabularySaysWhichFileIsMissing() throws IOException {
        new TinyModel(17).writeCTranslate2(folder, Numbers.FLOAT16);
        Files.delete(folder.resolve("tokenizer.json"));

        assertThatExceptionOfType(WeightsException.class)
                .isThrownBy(() -> WhisperModel.open(folder, 1, Progress.NONE).close())
                .withMessageContaining("tokenizer.json")
                .withMessageContaining("./ninja setup whisper");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // an open file cannot be removed there
    void aModelWhoseFilesAreRemovedWhileItRunsReadsOn() throws IOException {
        try (var model = open(new TinyModel(18), 1)) {
            var before = model.decode(windows());
            try (var files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.delete(file);
                }
            }

            assertThat(model.decode(windows())).isEqualTo(before);
        }
    }

    private WhisperModel open(TinyModel tiny, int threads) {
        Path files = tiny.writeCTranslate2(folder.resolve("model"), Numbers.FLOAT16);
        return WhisperModel.open(files, threads, Progress.NONE);
    }

    /// Sounds of different lengths, read in different ways.
    private static List<WindowDecoder.Window> windows() {
        var windows = new ArrayList<WindowDecoder.Window>();
        var random = new Random(21);
        var prompts = List.of("", "the other one", "le serveur est en panne depuis hier", "the o");
        for (int i = 0; i < 16; i++) {
            float[] samples = new float[random.nextInt(8_000, i % 5 == 0 ? 320_000 : 90_000)];
            for (int s = 0; s < samples.length; s++) {
                samples[s] = (float) (Math.sin(s * 0.02 * (i + 1)) * random.nextGaussian() * 0.2);
            }
            var options =
                    new DecodeOptions(
                            Optional.of("en"),
                            i % 4 == 3 ? 5 : 1,
                            prompts.get(i % prompts.size()),
                            i % 3 == 0,
                            i % 8 == 7 ? 30 : 0,
                            i % 6 == 1);
            windows.add(new WindowDecoder.Window(samples, options));
        }
        return windows;
    }
}
