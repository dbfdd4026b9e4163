package com.ninja3cx.speech.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {

    private static final String REPOSITORY = "/Systran/faster-whisper-tiny/resolve/main/";

    @TempDir private Path root;
    private FileHost host;

    @BeforeEach
    void serve() throws IOException {
        host =
                new FileHost()
                        .with(REPOSITORY + "config.json", bytes("{}"))
                        .with(REPOSITORY + "tokenizer.json", bytes("{}"))
                        .with(REPOSITORY + "vocabulary.txt", bytes("a"))
                        .with(REPOSITORY + "model.bin", new byte[70_000_000]);
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void aModelComesFromTheOfficialHostOnceAndIsThereAfterwards() throws Exception {
        Path folder = store().whisper("tiny", FetchProgress.silent());
        int requests = host.requests().size();

        assertThat(folder).isEqualTo(root.resolve("whisper-tiny"));
        assertThat(folder.resolve("model.bin")).hasSize(70_000_000);
        assertThat(store().whisper("tiny", FetchProgress.silent())).isEqualTo(folder);
        assertThat(store().isPresent("tiny")).isTrue();
        assertThat(host.requests()).hasSize(requests);
    }

    @Test
    void twoWhoWantTheSameModelFetchItOnce() throws Exception {
        Callable<Path> fetch = () -> store().whisper("tiny", FetchProgress.silent());
        try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : both.invokeAll(List.of(fetch, fetch))) {
                assertThat(done.get()).isDirectory();
            }
        }

        assertThat(host.requests().stream().filter(path -> path.endsWith("model.bin"))).hasSize(1);
    }

    @Test
    void aFileThatWasCutShortIsFetchedAgain() throws Exception {
        Path folder = store().whisper("tiny", FetchProgress.silent());
        Files.write(folder.resolve("model.bin"), new byte[1_000]);

        store().whisper("tiny", FetchProgress.silent());

        assertThat(folder.resolve("model.bin")).hasSize(70_000_000);
    }

    @Test
    void aDamagedBaseModelIsRecognisedByItsHash() throws Exception {
        Path folder = Files.createDirectories(root.resolve("whisper-base"));
        for (String file : List.of("config.json", "tokenizer.json")) {
            Files.writeString(folder.resolve(file), "{}");
        }
        Files.write(folder.resolve("model.bin"), new byte[145_217_532]);
        host.failing(FileHost.Fault.HAS_NOTHING);

        assertThatThrownBy(() -> store().whisper("base", FetchProgress.silent()))
                .isInstanceOf(ModelUnavailable.class)
                .hasMessageContaining("is damaged")
                .hasMessageContaining("404");
    }

    @Test
    void whereNoSourceAnswersTheMessageSaysWhatWasTriedAndTheOneCommandThatHelps() {
        host.close();

        assertThatThrownBy(() -> store().whisper("tiny", FetchProgress.silent()))
                .isInstanceOfSatisfying(
                        ModelUnavailable.class,
                        missing -> {
                            assertThat(missing.code()).isEqualTo(ModelUnavailable.Code.UNREACHABLE);
                            assertThat(missing.wording().in(Locale.FRENCH))
                                    .contains("Essayé", "whisper-tiny n'a pas de model.bin")
                                    .contains("./ninja setup whisper --model tiny --from FOLDER");
                        });
    }

    @Test
    void aModelCarriedHereByHandIsTaken() throws Exception {
        Path carried = Files.createDirectories(root.resolve("stick"));
        for (String file : List.of("config.json", "tokenizer.json", "vocabulary.txt")) {
            Files.writeString(carried.resolve(file), "{}");
        }
        Files.write(carried.resolve("model.bin"), new byte[70_000_000]);

        Path taken = store().take("tiny", carried);

        assertThat(taken).isEqualTo(root.resolve("whisper-tiny"));
        assertThat(host.requests()).isEmpty();
    }

    @Test
    void aPathIsAModelToo() throws Exception {
        Path ggml = Files.writeString(root.resolve("ggml-own.bin"), "x");

        assertThat(store().whisper(ggml.toString(), FetchProgress.silent())).isEqualTo(ggml);
    }

    @Test
    void anUnknownNameIsToldTheKnownOnes() {
        assertThatThrownBy(() -> store().whisper("bas", FetchProgress.silent()))
                .hasMessageContaining("\"bas\"")
                .hasMessageContaining("large-v3-turbo");
    }

    @Test
    void largeMeansTheThirdLargeModel() throws Exception {
        assertThat(WhisperModel.named("large")).contains(WhisperModel.LARGE_V3);
        assertThat(WhisperModel.named("small.en")).contains(WhisperModel.SMALL_EN);
    }

    private ModelStore store() {
        return new ModelStore(
                root,
                new Sources(
                        Set.of(Sources.Kind.OFFICIAL),
                        host.address(),
                        host.address().resolve("/silero_vad.onnx"),
                        List.of("python3"),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
