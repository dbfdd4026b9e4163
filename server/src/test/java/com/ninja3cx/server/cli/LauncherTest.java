package com.ninja3cx.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher as it is installed: beside the libraries, without sources. The Java it finds is a
/// script that says how it was called.
class LauncherTest {

    private record Outcome(int status, String output) {}

    @TempDir private Path folder;

    private Path launcher;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void install() throws IOException {
        Path app = Files.createDirectories(folder.resolve("app"));
        Files.createDirectories(app.resolve("lib"));
        launcher =
                Files.copy(
                        Path.of("../ninja"),
                        app.resolve("3cx-ninja"),
                        StandardCopyOption.COPY_ATTRIBUTES);
        environment.put("HOME", folder.toString());
        environment.put("LANG", "en_GB.UTF-8");
        environment.put("MODELS_DIR", model().toString());
        environment.put("PATH", tools().toString());
    }

    private Path model() throws IOException {
        Path models = Files.createDirectories(folder.resolve("models"));
        Files.createDirectories(models.resolve("whisper-base"));
        Files.createFile(models.resolve("whisper-base/model.bin"));
        return models;
    }

    /// A PATH with what the launcher may count on, and an FFmpeg that does nothing.
    private Path tools() throws IOException {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        for (String name :
                List.of("sh", "dirname", "readlink", "sed", "head", "cat", "id", "find")) {
            Path real =
                    Stream.of("/usr/bin/", "/bin/")
                            .map(each -> Path.of(each + name))
                            .filter(Files::isExecutable)
                            .findFirst()
                            .orElseThrow();
            script(tools.resolve(name), "exec " + real + " \"$@\"");
        }
        script(tools.resolve("ffmpeg"), "exit 0");
        return tools;
    }

    private Path java(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        script(home.resolve("bin/java"), "echo \"java=" + name + "\"; printf '%s\\n' \"$@\"");
        return home;
    }

    private static void script(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Outcome run(Path program, String... arguments) throws Exception {
        var command = Stream.concat(Stream.of(program.toString()), Stream.of(arguments)).toList();
        var builder =
                new ProcessBuilder(command).redirectErrorStream(true).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }

    @Test
    void theCommandAndItsArgumentsReachTheServer() throws Exception {
        environment.put("JAVA_HOME", java("jdk-25", "25.0.1").toString());

        Outcome outcome = run(launcher, "transcribe", "my call.wav", "--json");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.output().lines())
                .contains("-cp", folder.toRealPath().resolve("app") + "/lib/*")
                .endsWith("com.ninja3cx.server.Main", "transcribe", "my call.wav", "--json");
    }

    @Test
    void itWorksThroughASymbolicLink() throws Exception {
        environment.put("JAVA_HOME", java("jdk-25", "25").toString());
        Path link = folder.resolve("tools/3cx-ninja");
        Files.createSymbolicLink(link, Path.of("../app/3cx-ninja"));

        Outcome outcome = run(link, "serve");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.output())
                .contains("-Dninja.home=" + folder.toRealPath().resolve("app") + "\n");
    }

    @Test
    void aJavaThatIsTooOldIsPassedOver() throws Exception {
        environment.put("JAVA_HOME", java("jdk-17", "17.0.15").toString());
        Path newer = java("jdk-26", "26");
        Files.createSymbolicLink(folder.resolve("tools/java"), newer.resolve("bin/java"));

        Outcome outcome = run(launcher, "key", "create");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.output()).startsWith("java=jdk-26\n");
    }

    @Test
    void anUnknownCommandIsNamed() throws Exception {
        Outcome outcome = run(launcher, "dance");

        assertThat(outcome.status()).isEqualTo(64);
        assertThat(outcome.output()).contains("Unknown command: dance").contains("ninja demo");
    }

    @Test
    void helpSpeaksTheReadersLanguage() throws Exception {
        assertThat(run(launcher, "help").output()).contains("transcribes an audio file");
        environment.put("LC_ALL", "fr_FR.UTF-8");
        assertThat(run(launcher).output()).contains("transcrit un fichier audio");
    }

    @Test
    void helpNamesEveryMeasurement() throws Exception {
        String[] measurements =
                Stream.of("live", "revision", "peers", "encoder", "harvest", "tickets")
                        .map(each -> "./ninja bench " + each + " ")
                        .toArray(String[]::new);

        assertThat(run(launcher, "help").output()).contains(measurements);
        environment.put("LC_ALL", "fr_FR.UTF-8");
        assertThat(run(launcher, "help").output()).contains(measurements);
    }

    @Test
    void helpOnACommandIsTheCommandsOwn() throws Exception {
        environment.put("JAVA_HOME", java("jdk-25", "25").toString());

        assertThat(run(launcher, "help", "key", "create").output().lines())
                .endsWith("com.ninja3cx.server.Main", "key", "create", "--help");
    }

    @Test
    void theProgramSpeaksFrenchUnlessTheLocaleIsEnglish() throws Exception {
        environment.put("JAVA_HOME", java("jdk-25", "25").toString());

        assertThat(run(launcher, "migrate").output()).contains("-Duser.language=en\n");
        for (String locale : List.of("C.UTF-8", "fr_FR.UTF-8", "de_DE.UTF-8")) {
            environment.put("LANG", locale);
            assertThat(run(launcher, "migrate").output())
                    .as(locale)
                    .contains("-Duser.language=fr\n");
        }
    }

    @Test
    void withoutFfmpegTheOneCommandThatHelpsIsPrinted() throws Exception {
        environment.put("JAVA_HOME", java("jdk-25", "25").toString());
        Files.delete(folder.resolve("tools/ffmpeg"));

        Outcome outcome = run(launcher, "transcribe", "call.wav");

        assertThat(outcome.status()).isEqualTo(69);
        assertThat(outcome.output()).contains("FFmpeg is missing").contains("apt-get install");
    }
}
