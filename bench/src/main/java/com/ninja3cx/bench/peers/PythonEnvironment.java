package com.ninja3cx.bench.peers;

import com.ninja3cx.bench.CannotMeasure;
import com.ninja3cx.bench.LastLines;
import com.ninja3cx.speech.Wording;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/// A Python of its own with the peers in it, so that nothing on the machine is changed.
final class PythonEnvironment {

    /// For everything that is fetched.
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private static final List<String> PACKAGES = List.of("faster-whisper==1.2.1");

    /// Its declared dependencies need a sound card's headers; what it uses here does not.
    private static final List<String> ALONE =
            List.of("whisper-streaming==0.1.0", "opus-fast-mosestokenizer==0.0.8.11");

    /// How the launcher has the C library keep memory suits our engine, not theirs; and how many
    /// threads they use is told to them, as it is to ours. They are measured as they come.
    private static final List<String> NOT_THEIRS =
            List.of("MALLOC_", "GLIBC_TUNABLES", "OMP_", "KMP_", "MKL_", "OPENBLAS_", "WHISPER_");

    private final Path folder;

    private PythonEnvironment(Path folder) {
        this.folder = folder;
    }

    /// Opens it, or makes it: some 300 MB are fetched by `pip` the first time.
    ///
    /// @param doing hears what is going on: it takes minutes
    /// @throws CannotMeasure when there is no Python with `venv`, or pip cannot fetch
    static PythonEnvironment in(Path folder, Consumer<String> doing)
            throws IOException, InterruptedException {
        return in(folder, List.of("python3"), PATIENCE, doing);
    }

    /// @param python the command and leading arguments that run Python 3
    static PythonEnvironment in(
            Path folder, List<String> python, Duration patience, Consumer<String> doing)
            throws IOException, InterruptedException {
        var environment = new PythonEnvironment(folder);
        Path complete = folder.resolve("complete");
        if (!Files.exists(complete)) {
            Files.createDirectories(folder);
            var setup = new PythonSetup(folder, patience, doing);
            var make = new ArrayList<>(python);
            make.addAll(List.of("-m", "venv", folder.toString()));
            setup.run(make);
            setup.run(environment.pip(PACKAGES, List.of()));
            setup.run(environment.pip(ALONE, List.of("--no-deps")));
            Files.createFile(complete);
        }
        return environment;
    }

    /// Runs one of our scripts and hears each line that it prints.
    ///
    /// @throws CannotMeasure when it fails, with what it said last
    void script(String name, List<String> arguments, Consumer<String> line)
            throws IOException, InterruptedException {
        Path script = Files.createTempFile("bench-", "-" + name);
        try (InputStream text =
                Objects.requireNonNull(
                        PythonEnvironment.class.getResourceAsStream("/peers/" + name))) {
            Files.write(script, text.readAllBytes());
            var command = new ArrayList<>(List.of(python(), script.toString()));
            command.addAll(arguments);
            Process process = start(new ProcessBuilder(command));
            var complaints = LastLines.of(process.getErrorStream(), each -> {});
            try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
                said.lines().forEach(line);
                if (process.waitFor() != 0) {
                    throw failed(name, process.exitValue(), complaints.text(), folder);
                }
            } finally {
                process.destroyForcibly();
            }
        } finally {
            Files.delete(script);
        }
    }

    /// Starts a process without the settings that are ours alone.
    static Process start(ProcessBuilder builder) throws CannotMeasure {
        withoutOurs(builder.environment());
        try {
            return builder.start();
        } catch (IOException missing) {
            String program = builder.command().getFirst();
            throw new CannotMeasure(
                    new Wording(
                            "%s ne peut pas être lancé (%s). Il faut Python 3 avec venv :"
                                            .formatted(program, missing.getMessage())
                                    + " apt-get install python3 python3-venv",
                            "%s cannot be run (%s). Python 3 with venv is needed:"
                                            .formatted(program, missing.getMessage())
                                    + " apt-get install python3 python3-venv"),
                    missing);
        }
    }

    static void withoutOurs(Map<String, String> environment) {
        environment.keySet().removeIf(name -> NOT_THEIRS.stream().anyMatch(name::startsWith));
    }

    /// @param last what it said last
    static CannotMeasure failed(String what, int code, String last, Path folder) {
        return new CannotMeasure(
                new Wording(
                        """
                        %s s'est terminé avec le code %d. Ce qu'il a dit en dernier :
                        %s
                        Si cela vient de son Python, supprimez %s puis relancez : il sera refait."""
                                .formatted(what, code, last, folder),
                        """
                        %s ended with %d. What it said last:
                        %s
                        If that comes from its Python, delete %s and run again: it is made anew."""
                                .formatted(what, code, last, folder)));
    }

    private String python() {
        return folder.resolve("bin").resolve("python").toString();
    }

    private List<String> pip(List<String> packages, List<String> options) {
        var command = new ArrayList<>(List.of(python(), "-m", "pip", "install"));
        command.addAll(List.of("--disable-pip-version-check", "--no-input"));
        command.addAll(List.of("--progress-bar", "off"));
        command.addAll(options);
        command.addAll(packages);
        return command;
    }
}
