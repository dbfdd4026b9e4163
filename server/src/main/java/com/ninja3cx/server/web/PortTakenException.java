package com.ninja3cx.server.web;

import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.settings.Settings;

/// The address to listen on is not free.
public final class PortTakenException extends Exception {
    private static final long serialVersionUID = 1L;

    /// Exit code of a program whose port is in use (`EX_UNAVAILABLE`).
    public static final int EXIT_CODE = 69;

    private final transient Words words;

    PortTakenException(Settings.Http http, Throwable cause) {
        super("port " + http.port(), cause);
        this.words =
                new Words(
                        "Le port %d est déjà utilisé : arrêtez l'autre programme (lsof -i :%d) ou"
                                        .formatted(http.port(), http.port())
                                + " choisissez un autre PORT.",
                        "Port %d is already in use: stop the other program (lsof -i :%d) or choose"
                                        .formatted(http.port(), http.port())
                                + " another PORT.");
    }

    public Words words() {
        return words;
    }
}
