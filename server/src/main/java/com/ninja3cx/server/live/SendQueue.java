package com.ninja3cx.server.live;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/// The only thing that writes to a socket. Messages wait here until the one before is with the
/// peer, so that a slow peer is noticed instead of losing frames silently.
///
/// A waiting message gives way to a newer one with the same key (partial words, marks); others are
/// never dropped. When more than [#CAPACITY] wait, or together more than [#MOST_CHARACTERS], the
/// socket is closed with 1013 and the peer comes back for the whole picture. A single message may
/// be longer when no other waits. Thread-safe; never blocks.
final class SendQueue {

    static final int CAPACITY = 2_000;

    /// Waiting text, so that a peer that never reads costs little memory.
    static final long MOST_CHARACTERS = 8_000_000;

    /// Close code: try again later.
    private static final int OVERLOADED = 1013;

    /// A message gets its number when it leaves, so that numbers have no gaps where messages gave
    /// way.
    private record Waiting(@Nullable Object key, int length, LongFunction<String> text) {}

    private final Session session;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private boolean sending;
    private boolean closing;
    private long sequence;
    private long characters;
    private int closeCode;
    private String closeReason = "";

    SendQueue(Session session) {
        this.session = session;
    }

    /// Sends a message after those that wait.
    void send(String text) {
        offer(new Waiting(null, text.length(), number -> text));
    }

    /// Sends a message in place of a waiting one with the same key.
    void sendLatest(Object key, String text) {
        offer(new Waiting(key, text.length(), number -> text));
    }

    /// Sends a message that carries its number, counted from 0 on this socket.
    ///
    /// @param length about how long it is, in characters
    void sendNumbered(@Nullable Object key, int length, LongFunction<String> text) {
        offer(new Waiting(key, length, text));
    }

    /// Takes back what waits under this key.
    void withdraw(Object key) {
        lock.lock();
        try {
            forget(key);
        } finally {
            lock.unlock();
        }
    }

    /// Whether messages are still taken: not once the peer was too slow or was told to go.
    boolean open() {
        lock.lock();
        try {
            return !closing;
        } finally {
            lock.unlock();
        }
    }

    /// Keeps proxies and the peer from taking the connection for dead.
    void ping() {
        lock.lock();
        try {
            if (!closing && session.isOpen()) {
                session.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Sends what waits, then closes with this code and reason.
    void close(int code, String reason) {
        lock.lock();
        try {
            if (!closing) {
                closing = true;
                closeCode = code;
                closeReason = shortened(reason);
                next();
            }
        } finally {
            lock.unlock();
        }
    }

    private void offer(Waiting message) {
        lock.lock();
        try {
            if (closing) {
                return;
            }
            if (message.key() != null && replaced(message)) {
                return;
            }
            boolean many = waiting.size() >= CAPACITY;
            boolean heavy = !waiting.isEmpty() && characters + message.length() > MOST_CHARACTERS;
            if (many || heavy) {
                closing = true;
                waiting.clear();
                session.close(OVERLOADED, "too slow: connect again", Callback.NOOP);
                return;
            }
            add(message);
            next();
        } finally {
            lock.unlock();
        }
    }

    private boolean replaced(Waiting message) {
        boolean found = message.key() != null && forget(message.key());
        if (found) {
            add(message);
        }
        return found;
    }

    private void add(Waiting message) {
        waiting.addLast(message);
        characters += message.length();
    }

    private boolean forget(Object key) {
        boolean found = false;
        for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
            Waiting message = each.next();
            if (key.equals(message.key())) {
                each.remove();
                characters -= message.length();
                found = true;
            }
        }
        return found;
    }

    private void next() {
        if (sending) {
            return;
        }
        Waiting message = waiting.pollFirst();
        if (message == null) {
            if (closing && session.isOpen()) {
                session.close(closeCode, closeReason, Callback.NOOP);
            }
            return;
        }
        sending = true;
        characters -= message.length();
        session.sendText(message.text().apply(sequence++), Callback.from(this::sent, this::failed));
    }

    private void sent() {
        lock.lock();
        try {
            sending = false;
            next();
        } finally {
            lock.unlock();
        }
    }

    private void failed(Throwable why) {
        lock.lock();
        try {
            closing = true;
            sending = true;
            waiting.clear();
            session.disconnect();
        } finally {
            lock.unlock();
        }
    }

    /// A close reason holds at most 123 bytes.
    private static String shortened(String reason) {
        String text = reason;
        while (text.getBytes(StandardCharsets.UTF_8).length > 120) {
            text = text.substring(0, text.length() - 1);
        }
        return text;
    }
}
