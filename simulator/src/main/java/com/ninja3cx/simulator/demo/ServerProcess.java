package com.ninja3cx.simulator.demo;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The server as a process of its own: the same Java, the same libraries without the simulator. It
/// never outlives this process.
final class ServerProcess implements AutoCloseable {

    private static final String MAIN = "com.ninja3cx.server.Main";
    private static final Pattern LOGIN = Pattern.compile("https?://\\S+/login\\?token=\\S+");
    private static final String ARCHIVE = "-XX:SharedArchiveFile=";

    /// The machine tells us its own options in another form than the one it takes.
    private static final Pattern NATIVE_ACCESS =
            Pattern.compile("^-Djdk\\.module\\.enable\\.native\\.access(\\.\\d+)?=");

    private static final int KEPT_LINES = 400;
    private static final int GRACE_SECONDS = 8;

    private final Process process;
    private final Path folder;
    private final Thread stopAtExit;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<String> output = new ArrayDeque<>();
    private @Nullable String login;

    private ServerProcess(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
        this.stopAtExit = new Thread(this::stop, "stop-server");
        Runtime.getRuntime().addShutdownHook(stopAtExit);
        Thread.ofVirtual().name("server-output").start(this::read);
    }

    /// @param folder where it runs and what is deleted after it
    /// @param environment all it sees
    static ServerProcess serve(Path folder, Map<String, String> environment) throws IOException {
        return new ServerProcess(
                builder(folder, environment, List.of("serve")).redirectErrorStream(true).start(),
                folder);
    }

    /// Runs a short command of the server to its end.
    ///
    /// @return what it printed
    /// @throws IOException with its words when it fails or takes longer than a minute
    static String run(Path folder, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Path errors = folder.resolve("command.log");
        Process command =
                builder(folder, environment, List.of(arguments))
                        .redirectError(errors.toFile())
                        .start();
        try {
            command.getOutputStream().close();
            String printed =
                    new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!command.waitFor(60, TimeUnit.SECONDS) || command.exitValue() != 0) {
                throw new IOException((printed + Files.readString(errors)).strip());
            }
            return printed;
        } finally {
            command.destroyForcibly();
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int exitCode() {
        return process.exitValue();
    }

    /// The one-time address with which a browser is let in, once the server has printed it.
    Optional<String> loginAddress() {
        return locked(() -> Optional.ofNullable(login));
    }

    /// The first such address in what a command printed.
    static Optional<String> loginAddress(String printed) {
        Matcher address = LOGIN.matcher(printed);
        return address.find() ? Optional.of(address.group()) : Optional.empty();
    }

    /// Where it runs.
    Path folder() {
        return folder;
    }

    /// The last lines it printed.
    String lastWords(int lines) {
        return locked(
                () ->
                        output.stream()
                                .skip(Math.max(0, output.size() - lines))
                                .collect(Collectors.joining("\n")));
    }

    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(stopAtExit);
        } catch (IllegalStateException ignored) {
            // This process is ending already: the hook is running.
        }
    }

    private void stop() {
        process.destroy();
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        delete(folder);
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException ignored) {
            // A temporary folder that stays behind harms nobody.
        }
    }

    private void read() {
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                note(line);
            }
        } catch (IOException gone) {
            note(String.valueOf(gone.getMessage()));
        }
    }

    private void note(String line) {
        locked(
                () -> {
                    if (output.size() == KEPT_LINES) {
                        output.removeFirst();
                    }
                    output.addLast(line);
                    if (login == null) {
                        login = loginAddress(line).orElse(null);
                    }
                    return true;
                });
    }

    private static ProcessBuilder builder(
            Path folder, Map<String, String> environment, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions(arguments.getFirst()));
        command.add("-cp");
        command.add(classPath());
        command.add(MAIN);
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder;
    }

    /// The options this process was started with: the launcher chose them for either. Only the
    /// class archive is the command's own, and the product's folder is left out, so that a
    /// demonstration never reads the operator's `.env`.
    private static List<String> javaOptions(String command) {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(
                        option ->
                                !option.startsWith("-agentlib")
                                        && !option.startsWith("-javaagent")
                                        && !option.startsWith("-Dninja.home="))
                .map(
                        option ->
                                option.startsWith(ARCHIVE)
                                        ? option.replaceFirst("[^/\\\\=]+\\.jsa$", command + ".jsa")
                                        : NATIVE_ACCESS
                                                .matcher(option)
                                                .replaceFirst("--enable-native-access="))
                .toList();
    }

    /// Installed, the server's own libraries; otherwise (started by a build tool) ours, which then
    /// hold the server too.
    private static String classPath() {
        String app = System.getProperty("ninja.app");
        if (app != null && Files.isDirectory(Path.of(app, "lib"))) {
            return Path.of(app, "lib", "*").toString();
        }
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
