package com.ninja3cx.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// What a process said last, for the message when it fails. Everything it says is read at once, so
/// that it never waits for a reader.
public final class LastLines {

    private static final int MOST = 20;
    private static final long PATIENCE_MILLIS = 5_000;

    private final Deque<String> lines = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Thread reader;

    private LastLines(InputStream said, Consumer<String> each) {
        // Of the platform: waiting for the output of a process may hold a carrier of virtual
        // threads, which the measurement needs.
        this.reader =
                Thread.ofPlatform().name("last-lines").daemon().unstarted(() -> read(said, each));
    }

    /// @param each hears every line, on another thread, until [#text] has been asked
    public static LastLines of(InputStream said, Consumer<String> each) {
        var lines = new LastLines(said, each);
        lines.reader.start();
        return lines;
    }

    /// The last lines of a process that has ended; empty = it said nothing.
    public String text() throws InterruptedException {
        reader.join(PATIENCE_MILLIS);
        lock.lock();
        try {
            return String.join(System.lineSeparator(), lines);
        } finally {
            lock.unlock();
        }
    }

    private void read(InputStream said, Consumer<String> each) {
        try (var text = new BufferedReader(new InputStreamReader(said, StandardCharsets.UTF_8))) {
            for (String line = text.readLine(); line != null; line = text.readLine()) {
                keep(line);
                each.accept(line);
            }
        } catch (IOException ended) {
            // It was ended from outside: what it said before stands.
        }
    }

    private void keep(String line) {
        lock.lock();
        try {
            lines.addLast(line);
            if (lines.size() > MOST) {
                lines.removeFirst();
            }
        } finally {
            lock.unlock();
        }
    }
}
