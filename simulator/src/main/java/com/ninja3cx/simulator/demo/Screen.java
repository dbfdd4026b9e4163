package com.ninja3cx.simulator.demo;

import java.io.PrintStream;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The terminal: lines that stay, and on a real terminal one last line that is written over. Safe
/// for several threads.
public final class Screen {

    private static final String CLEAR = "\r\u001b[K";
    private static final String DIM = "\u001b[2m";
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";

    private final ReentrantLock lock = new ReentrantLock();
    private final PrintStream out;
    private final Language language;
    private final boolean terminal;
    private final int width;
    private String passing = "";

    /// @param width columns; longer passing lines lose their beginning
    public Screen(PrintStream out, Language language, boolean terminal, int width) {
        this.out = out;
        this.language = language;
        this.terminal = terminal;
        this.width = Math.max(40, width);
    }

    public Language language() {
        return language;
    }

    /// The text of the screen's language, filled as by [String#format].
    public String words(String french, String english, @Nullable Object... values) {
        String text =
                switch (language) {
                    case FR -> french;
                    case EN -> english;
                };
        return values.length == 0 ? text : String.format(language.locale(), text, values);
    }

    public void say(String french, String english, @Nullable Object... values) {
        line(words(french, english, values));
    }

    public void title(String french, String english, @Nullable Object... values) {
        String text = words(french, english, values);
        line("");
        line(terminal ? BOLD + text + PLAIN : text);
    }

    public void line(String text) {
        locked(
                () -> {
                    if (terminal && !passing.isEmpty()) {
                        out.print(CLEAR);
                    }
                    out.println(text);
                    showPassing();
                });
    }

    /// Shows a line that the next one replaces; nothing where the output is no terminal.
    public void passing(String text) {
        if (!terminal) {
            return;
        }
        locked(
                () -> {
                    if (fit(text).equals(passing)) {
                        return;
                    }
                    passing = fit(text);
                    out.print(CLEAR);
                    showPassing();
                });
    }

    public void endPassing() {
        passing("");
    }

    private void showPassing() {
        if (terminal && !passing.isEmpty()) {
            out.print(DIM + passing + PLAIN);
        }
        out.flush();
    }

    private String fit(String text) {
        int longest = width - 1;
        return text.length() <= longest ? text : "…" + text.substring(text.length() - longest + 1);
    }

    private void locked(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }
}
