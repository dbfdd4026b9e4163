package com.ninja3cx.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.speech.onnx.EightBitProducts;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

class ModelsListCommandTest {

    @TempDir Path models;

    @Test
    void everyNameComesWithItsSizeItsMemoryAndTheCallsItFollows() {
        var list = JsonMapper.shared().readTree(run("--json"));

        assertThat(list).hasSize(10);
        assertThat(list.valueStream().map(model -> model.path("name").asString("")))
                .contains("tiny", "base", "small.en", "medium", "large-v3", "large-v3-turbo");
        var byName = list.valueStream().toList();
        double base = byName.get(2).path("callsPerCore").asDouble();
        assertThat(byName.get(2).path("name").asString("")).isEqualTo("base");
        assertThat(byName)
                .allSatisfy(
                        model -> {
                            assertThat(model.path("memoryMb").asInt()).isBetween(450, 3_000);
                            assertThat(model.path("callsPerCore").asDouble()).isPositive();
                            assertThat(model.path("present").asBoolean()).isFalse();
                        });
        assertThat(byName.get(0).path("callsPerCore").asDouble()).isGreaterThan(base);
        assertThat(byName.get(8).path("callsPerCore").asDouble()).isLessThan(base / 4);
    }

    @Test
    void theCallsAreThoseOfAProcessorLikeThisOne() {
        boolean vnni = !EightBitProducts.saturate();

        assertThat(run()).containsPattern(vnni ? "(avec|with) VNNI" : "(sans|without) VNNI");
        assertThat(
                        JsonMapper.shared()
                                .readTree(run("--json"))
                                .path(2)
                                .path("callsPerCore")
                                .asDouble())
                .isEqualTo(vnni ? 2 : 0.5);
    }

    @Test
    void theListForPeopleNamesTheFolderAndHowToChoose() {
        assertThat(run())
                .contains("large-v3-turbo", models.toString(), "./ninja setup whisper --model");
    }

    private String run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var command =
                new ModelsListCommand(
                        new Shell(
                                Map.of("MODELS_DIR", models.toString()),
                                models,
                                new PrintStream(out, true, StandardCharsets.UTF_8),
                                System.err));
        assertThat(new CommandLine(command).execute(arguments)).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }
}
