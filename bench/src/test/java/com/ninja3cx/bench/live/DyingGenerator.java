package com.ninja3cx.bench.live;

import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

/// A process that plays one call to its end, begins another, and dies.
final class DyingGenerator {

    static final int CODE = 3;
    static final String LAST_WORDS = "no memory left";

    private DyingGenerator() {}

    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(arguments[0]);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port);
                var out = new DataOutputStream(socket.getOutputStream())) {
            Frame.write(new Frame.Ready(), out);
            if (socket.getInputStream().read() < 0) {
                return;
            }
            long now = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
            Frame.write(new Frame.Start(0, 0, 0, now, 16_000), out);
            Frame.write(new Frame.Start(1, 1, 0, now, 16_000), out);
            Frame.write(new Frame.End(0, 1_000, false), out);
        }
        System.err.println(LAST_WORDS);
        System.exit(CODE);
    }
}
