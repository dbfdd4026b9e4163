package com.ninja3cx.server.cli;

import com.ninja3cx.server.ninjaone.SignIn;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The three ways in which NinjaOne's answer may come: to a listener of this command, to the server
/// that runs on the return address, or pasted by hand.
final class SignInAnswers implements AutoCloseable {

    private static final Duration GLANCE = Duration.ofSeconds(1);

    private final SignIn signIn;
    private final SignIn.Begun begun;
    private final NinjaOutput output;
    private final @Nullable HttpServer listener;
    private final SynchronousQueue<SignIn.Ended> ended = new SynchronousQueue<>();

    /// @param back the return address; listened on where it is this machine's and nobody does yet
    SignInAnswers(SignIn signIn, SignIn.Begun begun, URI back, InputStream in, NinjaOutput output) {
        this.signIn = signIn;
        this.begun = begun;
        this.output = output;
        this.listener = listen(back);
        // Reading cannot be interrupted: the thread ends with the process.
        Thread.ofPlatform().daemon().name("pasted address").start(() -> read(in));
    }

    /// Whether this command itself receives the browser.
    boolean listening() {
        return listener != null;
    }

    /// @return empty when nobody answered in time
    Optional<SignIn.Ended> await(Duration patience) throws InterruptedException {
        long glances = patience.dividedBy(GLANCE);
        for (long i = 0; i < glances; i++) {
            SignIn.Ended here = ended.poll(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
            if (here != null) {
                return Optional.of(here);
            }
            Optional<SignIn.Ended> byServer = signIn.ended(begun.state());
            if (byServer.isPresent()) {
                return byServer;
            }
        }
        return Optional.empty();
    }

    private @Nullable HttpServer listen(URI back) {
        String host = back.getHost();
        boolean here =
                "http".equals(back.getScheme())
                        && ("localhost".equals(host) || "127.0.0.1".equals(host));
        if (!here) {
            return null;
        }
        try {
            var address =
                    new InetSocketAddress(
                            InetAddress.getLoopbackAddress(),
                            back.getPort() < 0 ? 80 : back.getPort());
            HttpServer server = HttpServer.create(address, 0);
            server.createContext(back.getPath().isEmpty() ? "/" : back.getPath(), this::answered);
            server.start();
            return server;
        } catch (IOException takenByTheServer) {
            return null;
        }
    }

    private void answered(HttpExchange exchange) throws IOException {
        try (exchange) {
            SignIn.Ended now = signIn.complete("?" + exchange.getRequestURI().getRawQuery(), false);
            byte[] page = output.page(now).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        }
    }

    private void read(InputStream in) {
        try {
            var lines = new BufferedReader(new InputStreamReader(in, Charset.defaultCharset()));
            String line;
            while ((line = lines.readLine()) != null) {
                if (!line.isBlank()) {
                    SignIn.Ended now = signIn.complete(line, false);
                    if (signIn.ended(begun.state()).isEmpty()) {
                        output.wrong(now.words());
                    }
                }
            }
        } catch (IOException closed) {
            return;
        }
    }

    @Override
    public void close() {
        if (listener != null) {
            listener.stop(1);
        }
    }
}
