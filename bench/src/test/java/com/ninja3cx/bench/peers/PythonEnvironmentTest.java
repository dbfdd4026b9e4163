package com.ninja3cx.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ninja3cx.bench.CannotMeasure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With shell scripts in the place of Python.
class PythonEnvironmentTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir private Path folder;

    @Test
    void thePeersDoNotRunUnderTheMemorySettingsOfTheLauncher() {
        var variables =
                new HashMap<>(
                        Map.of(
                                "MALLOC_MMAP_THRESHOLD_", "1048576",
                                "MALLOC_ARENA_MAX", "2",
                                "OMP_NUM_THREADS", "1",
                                "PATH", "/usr/bin",
                                "PIP_INDEX_URL", "https://mirror.example/simple"));

        PythonEnvironment.withoutOurs(variables);

        assertThat(variables).containsOnlyKeys("PATH", "PIP_INDEX_URL");
    }

    @Test
    void whatPipSaysIsHeardWhileItFetches() throws Exception {
        var heard = new CopyOnWriteArrayList<String>();
        Path made = folder.resolve("made");

        PythonEnvironment.in(
                made, python("echo Collecting numpy; echo Downloading"), PATIENCE, heard::add);

        assertThat(heard).contains("Collecting numpy", "Downloading");
        assertThat(made.resolve("complete")).exists();
    }

    @Test
    void whatPipSaidLastIsToldWhenItFails() throws Exception {
        List<String> python =
                python("seq 1 40; echo 'ERROR: No matching distribution found' >&2; exit 7");
        Path made = folder.resolve("made");

        assertThatThrownBy(() -> PythonEnvironment.in(made, python, PATIENCE, doing -> {}))
                .isInstanceOf(CannotMeasure.class)
                .hasMessageContainingAll("pip install", "ended with 7", "\n40\n", "No matching")
                .message()
                .doesNotContain("\n20\n");
        assertThat(made.resolve("complete")).doesNotExist();
    }

    @Test
    void aPipThatHangsIsEnded() throws Exception {
        List<String> python = python("echo Collecting numpy; exec sleep 60");
        Path made = folder.resolve("made");

        assertThatThrownBy(
                        () ->
                                PythonEnvironment.in(
                                        made, python, Duration.ofSeconds(10), doing -> {}))
                .isInstanceOf(CannotMeasure.class)
                .hasMessageContainingAll("has not finished", "Collecting numpy");
    }

    @Test
    void withoutPythonItSaysWhatToInstall() {
        assertThatThrownBy(
                        () ->
                                PythonEnvironment.in(
                                        folder.resolve("made"),
                                        List.of(folder.resolve("no-python").toString()),
                                        PATIENCE,
                                        doing -> {}))
                .isInstanceOf(CannotMeasure.class)
                .hasMessageContaining("apt-get install python3 python3-venv");
    }

    @Test
    void whatAScriptSaidLastIsToldWhenItFails() throws Exception {
        Files.createDirectories(folder.resolve("made/bin"));
        Files.createFile(folder.resolve("made/complete"));
        shell(folder.resolve("made/bin/python"), "echo No module named numpy >&2; exit 3");
        var environment = PythonEnvironment.in(folder.resolve("made"), doing -> {});

        assertThatThrownBy(() -> environment.script("batch.py", List.of(), line -> {}))
                .isInstanceOf(CannotMeasure.class)
                .hasMessageContainingAll("batch.py", "ended with 3", "No module named numpy");
    }

    /// A Python whose environments hold this script as their Python.
    private List<String> python(String inside) throws IOException {
        Path inner = shell(folder.resolve("inner"), inside);
        Path outer =
                shell(
                        folder.resolve("python3"),
                        "mkdir -p \"$3/bin\" && cp " + inner + " \"$3/bin/python\"");
        return List.of(outer.toString());
    }

    private static Path shell(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
