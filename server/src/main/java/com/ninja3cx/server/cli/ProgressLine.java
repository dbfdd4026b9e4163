package com.ninja3cx.server.cli;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

/// Says on one line how long work goes: rewritten in place on a terminal, a line every few seconds
/// elsewhere. Silent for work that ends within a second. Not thread-safe.
public final class ProgressLine {

    private static final long SILENT = TimeUnit.SECONDS.toNanos(1);
    private static final long TERMINAL_EVERY = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long LOG_EVERY = TimeUnit.SECONDS.toNanos(5);

    private final PrintStream err;
    private final boolean terminal;
    private final long began = System.nanoTime();
    private long last;
    private int shown;

    public ProgressLine(PrintStream err) {
        this.err = err;
        this.terminal = System.console() != null && System.console().isTerminal();
        this.last = began;
    }

    public void say(String text) {
        long now = System.nanoTime();
        if (now - began < SILENT || now - last < (terminal ? TERMINAL_EVERY : LOG_EVERY)) {
            return;
        }
        last = now;
        if (terminal) {
            err.print("\r" + text + " ".repeat(Math.max(0, shown - text.length())));
            err.flush();
            shown = text.length();
        } else {
            err.println(text);
        }
    }

    /// Removes the line, so that other output starts at the margin.
    public void clear() {
        if (shown > 0) {
            err.print("\r" + " ".repeat(shown) + "\r");
            err.flush();
            shown = 0;
        }
    }
}
