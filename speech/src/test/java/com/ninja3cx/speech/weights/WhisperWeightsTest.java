package com.ninja3cx.speech.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.ninja3cx.speech.weights.TinyModel.Numbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WhisperWeightsTest {

    private final TinyModel model = new TinyModel(1);

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT16"})
    void bothFormatsGiveTheSameTensorsUnderTheSameNames(Numbers numbers) {
        Path translate = model.writeCTranslate2(folder.resolve("ct2"), numbers);
        Path ggml = model.writeGgml(folder.resolve("ggml.bin"), numbers);

        for (Path file : new Path[] {translate.resolve("model.bin"), ggml}) {
            try (var weights = WhisperWeights.open(file)) {
                for (String name : model.names()) {
                    assertThat(weights.tensor(name).floats())
                            .as(name)
                            .isEqualTo(model.values(name));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"INT8", "INT16"})
    void quantisedWeightsAreMultipliedByTheirScales(Numbers numbers) {
        Path file = model.writeCTranslate2(folder, numbers).resolve("model.bin");

        try (var weights = WhisperWeights.open(file)) {
            near(weights, "decoder.token_embedding.weight", 0.01f);
            near(weights, "decoder.blocks.1.attn.value.weight", 0.01f);
            near(weights, "decoder.blocks.0.cross_attn.key.weight", 0.01f);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"Q8_0", "Q5_0"})
    void quantisedBlocksOfGgmlAreRead(Numbers numbers) {
        Path file = model.writeGgml(folder.resolve("ggml.bin"), numbers);

        try (var weights = WhisperWeights.open(file)) {
            float tolerance = numbers == Numbers.Q8_0 ? 0.01f : 0.07f;
            near(weights, "decoder.token_embedding.weight", tolerance);
            near(weights, "encoder.blocks.1.mlp.0.weight", tolerance);
        }
    }

    private void near(WhisperWeights weights, String name, float tolerance) {
        float[] read = weights.tensor(name).floats();
        float[] written = model.values(name);
        assertThat(read).as(name).hasSameSizeAs(written);
        for (int i = 0; i < read.length; i++) {
            assertThat(read[i]).as(name + i).isCloseTo(written[i], Offset.offset(tolerance));
        }
    }

    @Test
    void theSizesOfTheModelAreKnown() {
        Path file = model.writeGgml(folder.resolve("ggml.bin"), Numbers.FLOAT16);

        try (var weights = WhisperWeights.open(file)) {
            assertThat(weights.dimensions())
                    .isEqualTo(
                            new Dimensions(80, 64, 2, 2, 2, 2, 1500, 448, TinyModel.vocabulary()));
            assertThat(weights.tokens()).hasSize(TinyModel.tokens().size());
        }
    }

    @Test
    void aFileCutAnywhereIsRefusedWithItsNameAndTheRemedy() throws IOException {
        Path whole = model.writeCTranslate2(folder, Numbers.INT8).resolve("model.bin");
        Path ggml = model.writeGgml(folder.resolve("ggml.bin"), Numbers.FLOAT16);
        var random = new Random(7);

        for (Path file : new Path[] {whole, ggml}) {
            byte[] bytes = Files.readAllBytes(file);
            for (int i = 0; i < 60; i++) {
                int length = i < 20 ? i : random.nextInt(bytes.length - 1);
                Path cut = folder.resolve("cut.bin");
                Files.write(cut, Arrays.copyOf(bytes, length));

                assertThatExceptionOfType(WeightsException.class)
                        .as("cut at " + length)
                        .isThrownBy(() -> WhisperWeights.open(cut).close())
                        .withMessageContaining("cut.bin")
                        .withMessageContaining("./ninja setup whisper");
            }
        }
    }

    @Test
    void aDamagedHeaderNeverAsksForTheImpossible() throws IOException {
        Path file = model.writeCTranslate2(folder, Numbers.FLOAT16).resolve("model.bin");
        byte[] bytes = Files.readAllBytes(file);
        for (int at = 0; at < 120; at++) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= (byte) 0x80;
            Path odd = folder.resolve("odd.bin");
            Files.write(odd, damaged);
            try {
                WhisperWeights.open(odd).close();
            } catch (WeightsException e) {
                assertThat(e).hasMessageContaining("odd.bin");
            }
        }
    }

    @Test
    void aFileOfAnotherKindIsToldFromATruncatedOne() throws IOException {
        Path page = folder.resolve("model.bin");
        Files.writeString(page, "<!DOCTYPE html><html>Sign in to this network</html>");

        assertThatExceptionOfType(WeightsException.class)
                .isThrownBy(() -> WhisperWeights.open(page).close())
                .satisfies(
                        e -> assertThat(e.code()).isEqualTo(WeightsException.Code.UNKNOWN_FORMAT));
        assertThatExceptionOfType(WeightsException.class)
                .isThrownBy(() -> WhisperWeights.open(folder.resolve("none.bin")).close())
                .satisfies(e -> assertThat(e.code()).isEqualTo(WeightsException.Code.UNREADABLE));
    }
}
