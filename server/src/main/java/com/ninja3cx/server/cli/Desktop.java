package com.ninja3cx.server.cli;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/// The person's own desktop, where there is one.
final class Desktop {

    private Desktop() {}

    /// Asks the system to show an address; without effect over ssh or on a server.
    static void open(URI address) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        List<String> command;
        if (system.contains("mac")) {
            command = List.of("open", address.toString());
        } else if (system.contains("win")) {
            command = List.of("rundll32", "url.dll,FileProtocolHandler", address.toString());
        } else if (System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null) {
            command = List.of("xdg-open", address.toString());
        } else {
            return;
        }
        try {
            new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException none) {
            return;
        }
    }
}
