package com.ninja3cx.simulator.demo;

import com.ninja3cx.simulator.ninjaone.FakeNinjaOne;
import com.ninja3cx.simulator.threecx.FakeThreeCx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The server of the demonstration, in a folder of its own that goes with it.
final class DemoServer implements AutoCloseable {

    private static final Pattern KEY = Pattern.compile("sk-[A-Za-z0-9_-]{20,}");
    private static final Duration SERVER_PATIENCE = Duration.ofSeconds(60);
    private static final Duration MODEL_PATIENCE = Duration.ofMinutes(15);
    private static final Duration TICK = Duration.ofMillis(150);
    private static final int LAST_LINES = 20;

    private final Screen screen;
    private final int port;
    private final ServerEnvironment environment;
    private final String webhookSecret;
    private final String key;
    private final ServerProcess process;

    private DemoServer(
            Screen screen,
            int port,
            ServerEnvironment environment,
            String webhookSecret,
            String key,
            ServerProcess process) {
        this.screen = screen;
        this.environment = environment;
        this.port = port;
        this.webhookSecret = webhookSecret;
        this.key = key;
        this.process = process;
    }

    /// Starts it and waits until it hears.
    ///
    /// @throws DemoFailure when the port is taken, the server ends, or speech does not get ready
    static DemoServer start(Demo.Plan plan, Screen screen, FakeNinjaOne ninja, FakeThreeCx pbx)
            throws DemoFailure, InterruptedException {
        checkPort(screen, plan.port());
        String secret = HexFormat.of().formatHex(SecureRandom.getSeed(16));
        try {
            Path folder = Files.createTempDirectory("3cx-ninja-demo");
            var environment =
                    ServerEnvironment.of(
                            System.getenv(), plan.port(), plan.once(), folder, ninja, pbx, secret);
            String key;
            try {
                key = key(screen, folder, environment);
            } catch (DemoFailure | InterruptedException | RuntimeException failed) {
                ServerProcess.delete(folder);
                throw failed;
            }
            var server =
                    new DemoServer(
                            screen,
                            plan.port(),
                            environment,
                            secret,
                            key,
                            ServerProcess.serve(folder, environment.variables()));
            try {
                server.awaitSpeech();
            } catch (DemoFailure | InterruptedException | RuntimeException failed) {
                server.close();
                throw failed;
            }
            return server;
        } catch (IOException broken) {
            throw new DemoFailure(
                    screen.words(
                            "Le serveur ne peut pas être lancé : %s",
                            "The server cannot be started: %s", broken.getMessage()));
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    String key() {
        return key;
    }

    String webhookSecret() {
        return webhookSecret;
    }

    /// Where a browser is let in without a key, once.
    String browser() {
        return process.loginAddress().orElse("http://localhost:" + port + "/");
    }

    /// Another such address: the first may have been used, or be too old.
    String anotherBrowser() throws InterruptedException {
        try {
            String printed =
                    ServerProcess.run(process.folder(), environment.variables(), "key", "link");
            return ServerProcess.loginAddress(printed).orElse(browser());
        } catch (IOException notNow) {
            return browser();
        }
    }

    String lastWords() {
        return process.lastWords(LAST_LINES);
    }

    /// @throws DemoFailure when the server has ended
    void checkAlive() throws DemoFailure {
        if (!process.isAlive()) {
            screen.endPassing();
            throw new DemoFailure(
                    screen.words(
                            "Le serveur s'est arrêté (code %d). Ses derniers mots :%n%s",
                            "The server ended (code %d). Its last words:%n%s",
                            process.exitCode(),
                            lastWords()));
        }
    }

    @Override
    public void close() {
        process.close();
    }

    private static void checkPort(Screen screen, int port) throws DemoFailure {
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException taken) {
            throw new DemoFailure(
                    screen.words(
                            "Le port %d est déjà pris. Arrêtez le programme qui l'utilise (lsof -i"
                                    + " :%d) ou choisissez-en un autre : ./ninja demo --port 3100",
                            "Port %d is already taken. Stop the program that uses it (lsof -i :%d)"
                                    + " or choose another: ./ninja demo --port 3100",
                            port,
                            port));
        }
    }

    private static String key(Screen screen, Path folder, ServerEnvironment environment)
            throws DemoFailure, InterruptedException {
        try {
            String printed =
                    ServerProcess.run(
                            folder,
                            environment.variables(),
                            "key",
                            "create",
                            "--name",
                            "demo",
                            "--scope",
                            "agent,read,tickets");
            Matcher key = KEY.matcher(printed);
            if (key.find()) {
                return key.group();
            }
            throw new IOException(printed);
        } catch (IOException failed) {
            throw new DemoFailure(
                    screen.words(
                            "Le serveur n'a pas créé de clé d'API : %s",
                            "The server made no API key: %s", failed.getMessage()));
        }
    }

    private void awaitSpeech() throws DemoFailure, InterruptedException {
        long started = System.nanoTime();
        boolean answered = false;
        try (var client = new HealthClient(address(), screen.language())) {
            while (true) {
                checkAlive();
                var speech = client.speech();
                double seconds = (System.nanoTime() - started) / 1e9;
                if (speech.isPresent()) {
                    if (!answered) {
                        answered = true;
                        screen.endPassing();
                        screen.say("✓ Serveur démarré en %.1f s", "✓ Server up in %.1f s", seconds);
                    }
                    if (ready(speech.get(), seconds)) {
                        return;
                    }
                } else {
                    screen.passing(
                            screen.words(
                                    "  … démarrage du serveur (%.0f s)",
                                    "  … starting the server (%.0f s)", seconds));
                }
                Duration patience = answered ? MODEL_PATIENCE : SERVER_PATIENCE;
                if (seconds > patience.toSeconds()) {
                    throw new DemoFailure(
                            screen.words(
                                    "Le serveur n'est pas prêt après %d s. Ses derniers mots :%n%s",
                                    "The server is not ready after %d s. Its last words:%n%s",
                                    patience.toSeconds(),
                                    lastWords()));
                }
                TimeUnit.NANOSECONDS.sleep(TICK.toNanos());
            }
        }
    }

    private boolean ready(HealthClient.SpeechState speech, double seconds) throws DemoFailure {
        if (speech.ready()) {
            screen.endPassing();
            screen.say(
                    "✓ Reconnaissance de la parole prête (%s, %.1f s)",
                    "✓ Speech recognition ready (%s, %.1f s)", speech.detail(), seconds);
            return true;
        }
        if (speech.failed()) {
            throw new DemoFailure(
                    screen.words(
                            "La reconnaissance de la parole ne démarre pas : %s%n"
                                    + "Pour récupérer le modèle : ./ninja setup whisper",
                            "Speech recognition does not start: %s%n"
                                    + "To fetch the model: ./ninja setup whisper",
                            speech.detail()));
        }
        screen.passing(
                screen.words(
                        "  … reconnaissance de la parole : %s (%.0f s)",
                        "  … speech recognition: %s (%.0f s)", speech.detail(), seconds));
        return false;
    }
}
