package com.ninja3cx.server.web;

import com.ninja3cx.server.i18n.Words;
import org.jspecify.annotations.Nullable;

/// `TLS_CERT` or `TLS_KEY` cannot be used; says which one and why.
public final class TlsException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Words words;

    TlsException(Words words, @Nullable Exception cause) {
        super(words.english(), cause);
        this.words = words;
    }

    public Words words() {
        return words;
    }
}
