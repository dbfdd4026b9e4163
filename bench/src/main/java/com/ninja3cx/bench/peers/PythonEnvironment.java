package com.ninja3cx.bench.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/// A Python of its own with the peers in it, so that nothing on the machine is changed.
final class PythonEnvironment {

    private static final List<String> PACKAGES = List.of("faster-whisper==1.2.1");

    /// Its declared dependencies need a sound card's headers; what it uses here does not.
    private static final List<String> ALONE =
            List.of("whisper-streaming==0.1.0", "opus-fast-mosestokenizer==0.0.8.11");

    private final Path folder;

    private PythonEnvironment(Path folder) {
        this.folder = folder;
    }

    /// Opens it, or makes it: some 300 MB are fetched by `pip` the first time.
    ///
    /// @throws IOException when there is no Python with `venv`, or pip cannot fetch
    static PythonEnvironment in(Path folder, Consumer<String> doing)
            throws IOException, InterruptedException {
        var environment = new PythonEnvironment(folder);
        Path complete = folder.resolve("complete");
        if (!Files.exists(complete)) {
            doing.accept("python3 -m venv " + folder);
            Files.createDirectories(folder);
            run(List.of("python3", "-m", "venv", folder.toString()));
            doing.accept("pip install faster-whisper whisper-streaming");
            environment.pip(PACKAGES, List.of());
            environment.pip(ALONE, List.of("--no-deps"));
            Files.createFile(complete);
        }
        return environment;
    }

    /// Runs one of our scripts and hears each line that it prints.
    void script(String name, List<String> arguments, Consumer<String> line)
            throws IOException, InterruptedException {
        Path script = Files.createTempFile("bench-", "-" + name);
        try (InputStream text =
                Objects.requireNonNull(
                        PythonEnvironment.class.getResourceAsStream("/peers/" + name))) {
            Files.write(script, text.readAllBytes());
            var command = new ArrayList<>(List.of(python(), script.toString()));
            command.addAll(arguments);
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
                said.lines().forEach(line);
                if (process.waitFor() != 0) {
                    throw new IOException(
                            "%s ended with %d; its Python is in %s: delete it and try again"
                                    .formatted(name, process.exitValue(), folder));
                }
            } finally {
                process.destroyForcibly();
            }
        } finally {
            Files.delete(script);
        }
    }

    private String python() {
        return folder.resolve("bin").resolve("python").toString();
    }

    private void pip(List<String> packages, List<String> options)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(python(), "-m", "pip", "install", "-q"));
        command.addAll(options);
        command.addAll(packages);
        run(command);
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said.strip());
        }
    }
}
