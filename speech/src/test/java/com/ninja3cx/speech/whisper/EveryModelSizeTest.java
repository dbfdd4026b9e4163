package com.ninja3cx.speech.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.speech.onnx.Progress;
import com.ninja3cx.speech.weights.TinyModel;
import com.ninja3cx.speech.weights.TinyModel.Numbers;
import com.ninja3cx.speech.weights.TinyModel.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The published sizes, with weights drawn at random and fewer layers and words, so that nothing
/// has to be downloaded: width, heads, mel bands and languages are the real ones.
class EveryModelSizeTest {

    private static final int WORDS = TinyModel.tokens().size();

    /// A random model never ends a text by itself.
    private static final int SHORT = 24;

    /// Seconds: a shorter window would be read again in full, as a random text looks repetitive.
    private static final double WHOLE = 30;

    @TempDir Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "tiny, 384, 6, 2, 2, 80",
        "base, 512, 8, 1, 1, 80",
        "small, 768, 12, 1, 1, 80",
        "medium, 1024, 16, 1, 1, 80",
        "large-v3, 1280, 20, 1, 1, 128",
        "large-v3-turbo, 1280, 20, 2, 1, 128"
    })
    void theWidthsOfEverySizeAreReadAloneAsInCompany(
            String name, int width, int heads, int encoderLayers, int decoderLayers, int bands) {
        var shape = new Shape(width, heads, encoderLayers, decoderLayers, bands, WORDS, 99, SHORT);
        try (var model = open(new TinyModel(name.hashCode(), shape), Numbers.FLOAT16)) {
            var windows = List.of(window(2, 40_000, "en", 5), window(3, 31_000, "en", 1));
            var together = model.decode(windows);
            for (int i = 0; i < windows.size(); i++) {
                assertThat(model.decode(List.of(windows.get(i)))).containsExactly(together.get(i));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        // name, words, languages, entries of the vocabulary, mel bands
        "base.en, 50256, 99, 51864, 80",
        "base, 50257, 99, 51865, 80",
        "large-v3, 50257, 100, 51866, 128"
    })
    void theVocabularyTellsWhichLanguagesAModelKnows(
            String name, int words, int languages, int vocabulary, int bands) {
        var shape = new Shape(64, 2, 1, 1, bands, words, languages, SHORT);
        try (var model = open(new TinyModel(5, shape), Numbers.INT8)) {
            var known = model.languages(sound(9, 16_000), 30);
            if (vocabulary < 51_865) {
                assertThat(known).containsOnlyKeys("en");
            } else {
                assertThat(known).hasSize(languages).containsKeys("fr", "en", "de");
                assertThat(known.containsKey("yue")).isEqualTo(languages == 100);
                assertThat(known.values().stream().mapToDouble(d -> d).sum())
                        .isBetween(0.999, 1.001);
            }
            // French asked of a model that knows English alone is read as it can.
            assertThat(model.decode(List.of(window(4, 24_000, "fr", 1)))).hasSize(1);
        }
    }

    private WhisperModel open(TinyModel tiny, Numbers numbers) {
        Path files = tiny.writeCTranslate2(folder.resolve("model"), numbers);
        return WhisperModel.open(files, 2, Progress.NONE);
    }

    private static WindowDecoder.Window window(int seed, int samples, String language, int beam) {
        var options = new DecodeOptions(Optional.of(language), beam, "", false, WHOLE, false);
        return new WindowDecoder.Window(sound(seed, samples), options);
    }

    private static float[] sound(int seed, int samples) {
        var random = new Random(seed);
        float[] sound = new float[samples];
        for (int i = 0; i < samples; i++) {
            sound[i] = (float) (Math.sin(i * 0.03 * seed) * random.nextGaussian() * 0.2);
        }
        return sound;
    }
}
