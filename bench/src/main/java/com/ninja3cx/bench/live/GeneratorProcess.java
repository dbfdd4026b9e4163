package com.ninja3cx.bench.live;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// The running generator, connected.
final class GeneratorProcess implements AutoCloseable {

    private static final int CONNECT_MILLIS = 30_000;

    private final Process process;
    private final Socket socket;
    private final DataInputStream in;

    private GeneratorProcess(Process process, Socket socket) throws IOException {
        this.process = process;
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
    }

    /// Starts it and waits until it has connected; it decodes all sound before its first frame.
    static GeneratorProcess start(LiveOptions options) throws IOException {
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process process =
                    new ProcessBuilder(command(options, listener.getLocalPort()))
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try {
                listener.setSoTimeout(CONNECT_MILLIS);
                return new GeneratorProcess(process, listener.accept());
            } catch (IOException silent) {
                process.destroyForcibly();
                throw silent;
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

    void go() throws IOException {
        socket.getOutputStream().write('G');
    }

    /// @throws java.io.EOFException when it has ended
    Frame next() throws IOException {
        return Frame.read(in);
    }

    @Override
    public void close() throws IOException {
        socket.close();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
