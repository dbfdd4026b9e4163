package com.ninja3cx.bench.live;

import com.ninja3cx.bench.CannotMeasure;
import com.ninja3cx.bench.LastLines;
import com.ninja3cx.speech.Wording;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/// The running generator, connected. Where it fails, what it said last tells why.
final class GeneratorProcess implements AutoCloseable {

    private static final long CONNECT_SECONDS = 30;

    /// Between two looks whether it is still there.
    private static final int LOOK_MILLIS = 250;

    private static final long END_SECONDS = 5;

    private final Process process;
    private final LastLines said;
    private final Socket socket;
    private final DataInputStream in;

    private GeneratorProcess(Process process, LastLines said, Socket socket) throws IOException {
        this.process = process;
        this.said = said;
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
    }

    /// Starts it and waits until it has connected; it decodes all sound before its first frame.
    ///
    /// @throws CannotMeasure when it ends instead
    static GeneratorProcess start(LiveOptions options) throws IOException, InterruptedException {
        return start(port -> command(options, port));
    }

    /// @param command runs it, given the port to connect to
    static GeneratorProcess start(IntFunction<List<String>> command)
            throws IOException, InterruptedException {
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process process =
                    new ProcessBuilder(command.apply(listener.getLocalPort()))
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            var said = LastLines.of(process.getErrorStream(), line -> {});
            try {
                return new GeneratorProcess(process, said, connected(listener, process, said));
            } catch (IOException | InterruptedException failed) {
                process.destroyForcibly();
                throw failed;
            }
        }
    }

    private static Socket connected(ServerSocket listener, Process process, LastLines said)
            throws IOException, InterruptedException {
        listener.setSoTimeout(LOOK_MILLIS);
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(CONNECT_SECONDS);
        while (true) {
            try {
                return listener.accept();
            } catch (SocketTimeoutException silent) {
                if (!process.isAlive()) {
                    throw ended(process, said, silent);
                }
                if (System.nanoTime() > until) {
                    throw tooSlow();
                }
            }
        }
    }

    private static List<String> command(LiveOptions options, int port) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        // Sound of ten different calls of ten minutes fits.
        command.addAll(List.of("-XX:+UseSerialGC", "-Xmx600m", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("com.ninja3cx.bench.Main", "generator"));
        command.addAll(List.of("--port", Integer.toString(port)));
        command.addAll(List.of("--audio", options.audio().toAbsolutePath().toString()));
        command.addAll(List.of("--calls", Integer.toString(options.calls())));
        command.addAll(List.of("--seconds", Integer.toString(options.seconds())));
        command.addAll(List.of("--ends", options.ends().name().toLowerCase(Locale.ROOT)));
        command.addAll(List.of("--band", options.band().name().toLowerCase(Locale.ROOT)));
        command.addAll(List.of("--pace", Double.toString(options.pace())));
        options.model().ifPresent(model -> command.addAll(List.of("--model", model)));
        return command;
    }

    /// @throws CannotMeasure when it has ended
    void go() throws IOException, InterruptedException {
        try {
            socket.getOutputStream().write('G');
        } catch (SocketException gone) {
            throw ended(process, said, gone);
        }
    }

    /// @throws CannotMeasure when it has ended
    Frame next() throws IOException, InterruptedException {
        try {
            return Frame.read(in);
        } catch (EOFException | SocketException gone) {
            throw ended(process, said, gone);
        }
    }

    private static CannotMeasure ended(Process process, LastLines said, IOException gone)
            throws InterruptedException {
        // It closes its connection a moment before it ends.
        if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        int code = process.exitValue();
        String last = said.text();
        return new CannotMeasure(
                new Wording(
                        """
                        Le processus qui joue les appels (generator) s'est terminé trop tôt,
                        avec le code %d. Corrigez ce qu'il a dit en dernier, puis relancez :
                        %s"""
                                .formatted(code, last.isEmpty() ? "(rien)" : last),
                        """
                        The process that plays the calls (generator) ended too early,
                        with exit code %d. Put right what it said last, then run again:
                        %s"""
                                .formatted(code, last.isEmpty() ? "(nothing)" : last)),
                gone);
    }

    private static CannotMeasure tooSlow() {
        return new CannotMeasure(
                new Wording(
                        "Le processus qui joue les appels (generator) n'a pas répondu en %d s."
                                        .formatted(CONNECT_SECONDS)
                                + " Arrêtez ce qui occupe la machine, puis relancez.",
                        "The process that plays the calls (generator) did not answer within %d s."
                                        .formatted(CONNECT_SECONDS)
                                + " Stop what keeps the machine busy, then run again."));
    }

    @Override
    public void close() throws IOException {
        socket.close();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
