package com.ninja3cx.speech.models;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/// A host of model files that announces hashes as the real one does, serves ranges, and can be told
/// to misbehave.
final class FileHost implements AutoCloseable {

    enum Fault {
        NONE,
        BREAKS_OFF_HALFWAY,
        SENDS_OTHER_BYTES,
        STOPS_SENDING,
        HAS_NOTHING,
        NEVER_ENDS
    }

    private final HttpServer server;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Fault fault = Fault.NONE;

    FileHost() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    FileHost with(String path, byte[] content) {
        files.put(path, content);
        return this;
    }

    FileHost failing(Fault next) {
        fault = next;
        return this;
    }

    /// `path` or `path range`, in order.
    List<String> requests() {
        return List.copyOf(requests);
    }

    private void answer(HttpExchange exchange) {
        try (exchange) {
            serve(exchange);
        } catch (IOException clientLeft) {
            // as the test wishes
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String range = exchange.getRequestHeaders().getFirst("Range");
        requests.add(range == null ? path : path + " " + range);
        byte[] content = files.get(path);
        if (content == null || fault == Fault.HAS_NOTHING) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        var headers = exchange.getResponseHeaders();
        headers.set("ETag", "\"" + sha256(content) + "\"");
        if (range != null) {
            headers.set(
                    "Content-Range",
                    "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
        }
        int status = range == null ? 200 : 206;
        int left = content.length - from;
        switch (fault) {
            case NONE, HAS_NOTHING -> {
                exchange.sendResponseHeaders(status, left);
                exchange.getResponseBody().write(content, from, left);
            }
            case SENDS_OTHER_BYTES -> {
                exchange.sendResponseHeaders(status, left);
                exchange.getResponseBody().write(new byte[left]);
            }
            case BREAKS_OFF_HALFWAY -> {
                exchange.sendResponseHeaders(status, left);
                exchange.getResponseBody().write(content, from, left / 2);
                exchange.getResponseBody().flush();
            }
            case STOPS_SENDING -> {
                exchange.sendResponseHeaders(status, left);
                exchange.getResponseBody().write(content, from, left / 2);
                exchange.getResponseBody().flush();
                awaitClose();
            }
            case NEVER_ENDS -> {
                exchange.sendResponseHeaders(status, 0);
                OutputStream body = exchange.getResponseBody();
                while (closing.getCount() > 0) {
                    body.write(new byte[1 << 16]);
                }
            }
        }
    }

    private void awaitClose() {
        try {
            closing.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    static String sha256(byte[] content) {
        try {
            var digest = java.security.MessageDigest.getInstance("SHA-256").digest(content);
            return java.util.HexFormat.of().formatHex(digest);
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new UncheckedIOException(new IOException(impossible));
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
