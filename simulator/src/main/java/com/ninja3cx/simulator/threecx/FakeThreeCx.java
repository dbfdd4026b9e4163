package com.ninja3cx.simulator.threecx;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A 3CX on loopback: posts end-of-call reports and serves recordings, with the faults of either.
/// Safe for several threads.
public final class FakeThreeCx implements AutoCloseable {

    private record Recording(String contentType, byte[] content, @Nullable RecordingFault fault) {}

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<String, Recording> recordings = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> fetched = new ConcurrentLinkedQueue<>();

    private FakeThreeCx(HttpServer server) {
        this.server = server;
    }

    /// @param port 0 for any free one
    /// @throws IOException when the port is taken
    public static FakeThreeCx start(int port) throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        var fake = new FakeThreeCx(HttpServer.create(address, 0));
        fake.server.setExecutor(fake.threads);
        fake.server.createContext("/recordings/", fake::serve);
        fake.server.start();
        return fake;
    }

    public URI baseUri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// Keeps a recording and says where it can be fetched.
    public URI record(String fileName, byte[] wav) {
        return record(fileName, wav, null);
    }

    public URI record(String fileName, byte[] wav, @Nullable RecordingFault fault) {
        recordings.put(fileName, new Recording("audio/wav", wav, fault));
        return baseUri().resolve("/recordings/" + fileName);
    }

    /// Names of the recordings that were asked for, in order.
    public List<String> fetched() {
        return List.copyOf(fetched);
    }

    /// Posts one report to `/webhook/3cx/call-event`.
    ///
    /// @param secret sent as `Authorization: Bearer …`, as a CRM template does; absent for a PBX
    ///   that was never given one
    public HttpResponse<String> report(URI server, @Nullable String secret, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve("/webhook/3cx/call-event"))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        if (secret != null) {
            request.header("Authorization", "Bearer " + secret);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /// Posts the same report many times from several threads at once.
    ///
    /// @return the status codes
    public List<Integer> repeat(
            URI server, @Nullable String secret, String body, int times, int threadCount)
            throws IOException, InterruptedException {
        var statuses = new ArrayList<Integer>();
        try (ExecutorService posting = Executors.newFixedThreadPool(threadCount)) {
            Callable<Integer> post = () -> report(server, secret, body).statusCode();
            for (Future<Integer> status : posting.invokeAll(Collections.nCopies(times, post))) {
                statuses.add(status.get());
            }
        } catch (ExecutionException failed) {
            throw new IOException("a report was not answered", failed.getCause());
        }
        return statuses;
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
        http.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String name = path.substring(path.lastIndexOf('/') + 1);
            fetched.add(name);
            Recording recording = recordings.get(name);
            if (recording == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            if (recording.fault == null) {
                send(exchange, 200, recording.contentType, recording.content);
                return;
            }
            switch (recording.fault) {
                case RecordingFault.NotFound() -> exchange.sendResponseHeaders(404, -1);
                case RecordingFault.HtmlPage() ->
                        send(
                                exchange,
                                200,
                                "text/html",
                                "<html><body>3CX login</body></html>"
                                        .getBytes(StandardCharsets.UTF_8));
                case RecordingFault.NeverEnds() -> sendForEver(exchange, recording.content);
                case RecordingFault.Redirect(URI to) -> {
                    exchange.getResponseHeaders().set("Location", to.toString());
                    exchange.sendResponseHeaders(302, -1);
                }
                case RecordingFault.Slow(int bytesPerSecond) ->
                        sendSlowly(exchange, recording.content, bytesPerSecond);
                case RecordingFault.Truncated(int afterBytes) -> {
                    exchange.getResponseHeaders().set("Content-Type", recording.contentType);
                    exchange.sendResponseHeaders(200, recording.content.length);
                    exchange.getResponseBody().write(recording.content, 0, afterBytes);
                    exchange.getResponseBody().flush();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private void sendForEver(HttpExchange exchange, byte[] beginning)
            throws IOException, InterruptedException {
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        out.write(beginning);
        byte[] silence = new byte[32 * 1024];
        while (!closing.await(1, TimeUnit.MILLISECONDS)) {
            out.write(silence);
            out.flush();
        }
    }

    private void sendSlowly(HttpExchange exchange, byte[] body, int bytesPerSecond)
            throws IOException, InterruptedException {
        exchange.sendResponseHeaders(200, body.length);
        OutputStream out = exchange.getResponseBody();
        int piece = Math.max(1, bytesPerSecond / 10);
        for (int at = 0; at < body.length; at += piece) {
            out.write(body, at, Math.min(piece, body.length - at));
            out.flush();
            if (closing.await(100, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
        out.close();
    }
}
