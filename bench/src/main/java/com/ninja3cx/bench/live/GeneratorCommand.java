package com.ninja3cx.bench.live;

import com.ninja3cx.bench.calls.Band;
import com.ninja3cx.bench.calls.ReferenceCall;
import com.ninja3cx.bench.measure.WallClock;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The process that plays calls; started by `bench live`, not by people.
@Command(name = "generator", hidden = true)
public final class GeneratorCommand implements Callable<Integer> {

    @Option(names = "--port", required = true)
    private int port;

    @Option(names = "--audio", required = true)
    private Path audio;

    @Option(names = "--calls", required = true)
    private int calls;

    @Option(names = "--seconds", required = true)
    private int seconds;

    @Option(names = "--ends", required = true)
    private Ends ends;

    @Option(names = "--band", required = true)
    private Band band;

    @Option(names = "--pace", required = true)
    private double pace;

    @Option(names = "--model")
    private @Nullable String model;

    @Override
    public Integer call() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            var folder = ReferenceCall.in(audio);
            var playlist = new Playlist(calls, folder.size(), seconds, ends);
            new Generator(folder, playlist, band, pace, new WallClock(InstantSource.system()))
                    .run(
                            socket.getInputStream(),
                            new DataOutputStream(
                                    new BufferedOutputStream(socket.getOutputStream(), 1 << 16)),
                            () -> ModelAligner.open(System.getenv(), model));
            return 0;
        } catch (SocketException listenerGone) {
            return 1;
        }
    }
}
