package com.ninja3cx.speech.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.ninja3cx.speech.weights.TinyModel;
import com.ninja3cx.speech.weights.TinyModel.Numbers;
import com.ninja3cx.speech.weights.WhisperWeights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltModelTest {

    @TempDir Path folder;

    @Test
    void whatWasBuiltOnceIsFoundAgain() throws IOException {
        var first = build(new TinyModel(1));
        var written = Files.getLastModifiedTime(first.folder().resolve("tensors.bin"));
        var steps = new ArrayList<Progress.Step>();

        var second = build(new TinyModel(1), steps);

        assertThat(second).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(second.folder().resolve("tensors.bin")))
                .isEqualTo(written);
        assertThat(steps).containsOnly(Progress.Step.CHECKING);
    }

    @Test
    void otherWeightsOrOtherStepsAreBuiltAnew() throws IOException {
        var first = build(new TinyModel(1));
        var second = build(new TinyModel(2));

        assertThat(second.folder()).isNotEqualTo(first.folder());
        assertThat(first.folder()).exists();
        byte[] before = Files.readAllBytes(second.folder().resolve("tensors.bin"));
        try (var weights = open(new TinyModel(2))) {
            var coarser = BuiltModel.findOrBuild(weights, new Quantizer(63), Progress.NONE);
            assertThat(coarser.folder().resolve("tensors.bin").toFile().length())
                    .isEqualTo(before.length);
            assertThat(Files.readAllBytes(coarser.folder().resolve("tensors.bin")))
                    .isNotEqualTo(before);
        }
        build(new TinyModel(2));
        assertThat(second.folder().resolve("tensors.bin")).hasBinaryContent(before);
    }

    @Test
    void aDamagedOrMissingFileIsBuiltAnew() throws IOException {
        var built = build(new TinyModel(1));
        Path tensors = built.folder().resolve("tensors.bin");
        byte[] good = Files.readAllBytes(tensors);
        byte[] bad = good.clone();
        bad[good.length / 2] ^= 1;
        Files.write(tensors, bad);

        build(new TinyModel(1));
        assertThat(tensors).hasBinaryContent(good);

        Files.delete(built.folder().resolve("cross.onnx"));
        build(new TinyModel(1));
        assertThat(built.folder().resolve("cross.onnx")).exists();
        try (var left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .noneMatch(name -> name.contains("-new-"));
        }
    }

    @Test
    void whatAnotherHasBuiltMeanwhileStaysAsItIsBeingLoaded() throws IOException {
        var keys = new ArrayList<Object>();
        BuiltModel built;
        try (var weights = open(new TinyModel(1))) {
            built =
                    BuiltModel.findOrBuild(
                            weights,
                            new Quantizer(127),
                            (step, fraction) -> {
                                if (step == Progress.Step.BUILDING && fraction == 0.9) {
                                    keys.add(fileKey(buildBeside()));
                                }
                            });
        }

        assertThat(keys).containsExactly(fileKey(built));
    }

    private BuiltModel buildBeside() {
        try (var weights = open(new TinyModel(1))) {
            return BuiltModel.findOrBuild(weights, new Quantizer(127), Progress.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object fileKey(BuiltModel built) {
        try {
            Path tensors = built.folder().resolve("tensors.bin");
            return Files.readAttributes(tensors, BasicFileAttributes.class).fileKey();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamedWithTheRemedy() throws IOException {
        try (var weights = open(new TinyModel(1))) {
            Path file = weights.file();
            Files.delete(file);
            Files.delete(file.resolveSibling("tokenizer.json"));
            Files.delete(folder);

            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> BuiltModel.of(weights, Progress.NONE))
                    .withMessageContaining(folder.toString())
                    .satisfies(
                            e -> assertThat(e.code()).isEqualTo(ModelException.Code.CANNOT_WRITE));
        }
    }

    private BuiltModel build(TinyModel model) throws IOException {
        return build(model, new ArrayList<>());
    }

    private BuiltModel build(TinyModel model, List<Progress.Step> steps) throws IOException {
        try (var weights = open(model)) {
            return BuiltModel.findOrBuild(
                    weights, new Quantizer(127), (step, _) -> steps.add(step));
        }
    }

    private WhisperWeights open(TinyModel model) {
        return WhisperWeights.open(
                model.writeCTranslate2(folder, Numbers.FLOAT16).resolve("model.bin"));
    }
}
