package com.ninja3cx.bench.tickets;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// One server process after another in the same folder.
final class Node implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 300;

    /// Where a running server is and what opens it.
    record Door(URI address, String key) {}

    private final Path folder;
    private final ServerCommand command;
    private final Map<String, String> environment;
    private @Nullable Process process;
    private CompletableFuture<Door> door = new CompletableFuture<>();

    /// @param environment settings; `DATA_DIR` and a free port are added
    Node(Path folder, ServerCommand command, Map<String, String> environment) throws IOException {
        this.folder = folder;
        this.command = command;
        this.environment = new TreeMap<>(environment);
        this.environment.put("DATA_DIR", dataDir().toString());
        this.environment.put("PORT", "0");
        this.environment.put("BIND_ADDRESS", "127.0.0.1");
        Files.createDirectories(dataDir());
    }

    Path dataDir() {
        return folder.resolve("data");
    }

    /// @param fatal named moment at which it ends by itself; empty = none
    void start(String fatal) throws IOException {
        start(fatal, Map.of());
    }

    /// @param instead settings that differ this once
    void start(String fatal, Map<String, String> instead) throws IOException {
        var builder = new ProcessBuilder(command.line(fatal)).directory(folder.toFile());
        // No setting of the user's own must reach a server that is here to be killed.
        builder.environment().keySet().retainAll(List.of("PATH", "HOME", "TMPDIR"));
        builder.environment().putAll(environment);
        builder.environment().putAll(instead);
        builder.redirectErrorStream(true);
        Process started = builder.start();
        process = started;
        var opened = new CompletableFuture<Door>();
        door = opened;
        Thread.ofVirtual().name("node-output").start(() -> read(started, opened));
    }

    private void read(Process from, CompletableFuture<Door> opened) {
        try (var lines =
                        new BufferedReader(
                                new InputStreamReader(
                                        from.getInputStream(), StandardCharsets.UTF_8));
                var log = Files.newBufferedWriter(folder.resolve("log-" + from.pid() + ".txt"))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("ready ")) {
                    String[] words = line.split(" ");
                    opened.complete(new Door(URI.create("http://127.0.0.1:" + words[1]), words[2]));
                }
                log.write(line);
                log.newLine();
            }
        } catch (IOException killed) {
            // What it said last is of no interest then.
        } finally {
            opened.completeExceptionally(new IOException("the server ended before it was ready"));
        }
    }

    /// Waits until it answers.
    ///
    /// @throws IOException when it ended before that, or takes more than [#PATIENCE_SECONDS]
    Door ready() throws IOException, InterruptedException {
        return readyOrKilled()
                .orElseThrow(
                        () -> new IOException("a server ended before it was ready: " + folder));
    }

    /// The same for one that may be killed before it answers: empty then.
    Optional<Door> readyOrKilled() throws IOException, InterruptedException {
        try {
            return Optional.of(door.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException ended) {
            Process current = process;
            if (current != null && current.waitFor() != ServerUnderTest.KILLED) {
                throw new IOException("a server does not start, see the log in " + folder, ended);
            }
            return Optional.empty();
        } catch (TimeoutException slow) {
            throw new IOException("a server is not up after " + PATIENCE_SECONDS + " s", slow);
        }
    }

    boolean alive() {
        Process current = process;
        return current != null && current.isAlive();
    }

    /// `kill -9`.
    void kill() throws InterruptedException {
        Process current = process;
        if (current != null) {
            current.destroyForcibly().waitFor();
        }
    }

    /// Lets it end in peace.
    void end() throws IOException, InterruptedException {
        Process current = process;
        if (current != null) {
            current.getOutputStream().close();
            if (!current.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("a server does not end");
            }
        }
    }

    /// Whether it ended by itself within this time.
    boolean diesWithin(long seconds) throws InterruptedException {
        Process current = process;
        return current == null || current.waitFor(seconds, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
