package com.ninja3cx.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.ninja3cx.server.TestCertificate;
import com.ninja3cx.server.TestServer;
import com.ninja3cx.server.access.Scope;
import java.io.IOException;
import java.math.BigInteger;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// TLS and plain HTTP on one port, with real certificates.
class TlsTest {

    @TempDir private Path folder;

    /// A self-signed certificate for localhost, written as `TLS_CERT` and `TLS_KEY`.
    private X509Certificate issue(String name, String algorithm) throws Exception {
        var made = TestCertificate.issue(folder.resolve(name + ".p12"), algorithm);
        pem("cert.pem", "CERTIFICATE", made.certificate().getEncoded());
        pem("key.pem", "PRIVATE KEY", made.key().getEncoded());
        return made.certificate();
    }

    private void pem(String file, String what, byte[] content) throws IOException {
        String lines =
                Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(content);
        Files.writeString(
                folder.resolve(file),
                "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, lines, what));
    }

    private TestServer server(String... more) {
        String[] settings = {
            "TLS_CERT", folder.resolve("cert.pem").toString(),
            "TLS_KEY", folder.resolve("key.pem").toString()
        };
        String[] all = java.util.Arrays.copyOf(settings, settings.length + more.length);
        System.arraycopy(more, 0, all, settings.length, more.length);
        return TestServer.start(folder, all);
    }

    private static int status(HttpClient client, String uri, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(uri));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    private static String sessionCookie(HttpClient client, String server, String bearer)
            throws Exception {
        String body = "{\"key\":\"%s\"}".formatted(bearer.substring("Bearer ".length()));
        var request =
                HttpRequest.newBuilder(URI.create(server + "/api/session"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString())
                .headers()
                .firstValue("Set-Cookie")
                .orElse("none");
    }

    private static BigInteger served(TestServer server, X509Certificate... known) throws Exception {
        for (X509Certificate each : known) {
            try (Socket plain = new Socket("127.0.0.1", server.port());
                    var tls =
                            (SSLSocket)
                                    TestCertificate.trusting(each)
                                            .getSocketFactory()
                                            .createSocket(
                                                    plain, "localhost", server.port(), true)) {
                tls.startHandshake();
                var shown = (X509Certificate) tls.getSession().getPeerCertificates()[0];
                return shown.getSerialNumber();
            } catch (javax.net.ssl.SSLException other) {
                continue;
            }
        }
        throw new AssertionError("an unknown certificate is served");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void onePortAnswersTlsAndPlainHttpWithAndWithoutSockets(String algorithm) throws Exception {
        X509Certificate certificate = issue("one", algorithm);
        try (TestServer server = server();
                HttpClient secure =
                        HttpClient.newBuilder()
                                .sslContext(TestCertificate.trusting(certificate))
                                .build()) {
            String at = "localhost:" + server.port();
            String key = "Bearer " + server.key(Scope.READ);

            assertThat(status(secure, "https://" + at + "/health")).isEqualTo(200);
            assertThat(status(secure, "https://" + at + "/api/health", "Authorization", key))
                    .isEqualTo(200);
            assertThat(server.get("/api/health", "Authorization", key).status()).isEqualTo(200);
            assertThat(sessionCookie(secure, "https://" + at, key)).contains("; Secure");
            WebSocket socket =
                    secure.newWebSocketBuilder()
                            .header("Authorization", key)
                            .buildAsync(
                                    URI.create("wss://" + at + "/ws/live"),
                                    new WebSocket.Listener() {})
                            .get(20, TimeUnit.SECONDS);
            socket.abort();
        }
    }

    @Test
    void aRenewedCertificateIsServedWithoutARestartAndABrokenOneIsNot() throws Exception {
        X509Certificate old = issue("old", "EC");
        try (TestServer server = server()) {
            assertThat(served(server, old)).isEqualTo(old.getSerialNumber());

            X509Certificate renewed = issue("renewed", "RSA");
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () ->
                                    assertThat(served(server, old, renewed))
                                            .isEqualTo(renewed.getSerialNumber()));

            Files.writeString(folder.resolve("cert.pem"), "half written");
            await().during(Duration.ofSeconds(7))
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () ->
                                    assertThat(served(server, old, renewed))
                                            .isEqualTo(renewed.getSerialNumber()));
        }
    }

    @Test
    void aKeyOfAnotherCertificateIsSaidSo() throws Exception {
        issue("one", "RSA");
        byte[] key = Files.readAllBytes(folder.resolve("key.pem"));
        issue("other", "RSA");
        Files.write(folder.resolve("key.pem"), key);

        Throwable refused = catchThrowable(this::server);

        assertThat(refused).hasCauseInstanceOf(TlsException.class);
        assertThat(refused.getCause()).hasMessageContaining("is not the key of the certificate");
    }

    @Test
    void aKeyWithAPassphraseIsSaidSo() throws Exception {
        issue("one", "RSA");
        pem("key.pem", "ENCRYPTED PRIVATE KEY", new byte[100]);

        assertThat(catchThrowable(this::server).getCause())
                .isInstanceOf(TlsException.class)
                .hasMessageContaining("passphrase");
    }

    @Test
    void keysAsOlderToolsWriteThemAreRead() throws Exception {
        for (String algorithm : new String[] {"RSA", "EC"}) {
            issue(algorithm, algorithm);
            boolean converted =
                    openssl(
                            algorithm.toLowerCase(java.util.Locale.ROOT),
                            folder.resolve("key.pem"),
                            folder.resolve("old.pem"));
            Assumptions.assumeTrue(converted, "openssl is not installed");
            Files.move(
                    folder.resolve("old.pem"),
                    folder.resolve("key.pem"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);

            assertThat(Files.readString(folder.resolve("key.pem")))
                    .contains("BEGIN " + algorithm + " PRIVATE KEY");
            KeyStore read =
                    new TlsFiles(folder.resolve("cert.pem"), folder.resolve("key.pem")).load();
            assertThat(read.size()).isEqualTo(1);
        }
    }

    private static boolean openssl(String kind, Path from, Path to) throws Exception {
        try {
            String[] command =
                    kind.equals("rsa")
                            ? new String[] {
                                "openssl", "rsa", "-traditional", "-in", "" + from, "-out", "" + to
                            }
                            : new String[] {"openssl", "ec", "-in", "" + from, "-out", "" + to};
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    /// An address of this machine that is not called loopback; nothing leaves the machine.
    @Test
    void fromOutsidePlainHttpOnlyLeadsToTlsAndReadsNoKey() throws Exception {
        String address = "198.18.255.77";
        Assumptions.assumeTrue(ip("add", address), "addresses can only be added by root on Linux");
        issue("one", "EC");
        try (TestServer server = server("BIND_ADDRESS", "0.0.0.0");
                HttpClient client = HttpClient.newHttpClient()) {
            String at = address + ":" + server.port();
            String key = server.key(Scope.READ);
            HttpResponse<String> answer =
                    client.send(
                            HttpRequest.newBuilder(
                                            URI.create("http://" + at + "/api/calls?limit=3"))
                                    .header("Authorization", "Bearer " + key)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(308);
            assertThat(answer.headers().firstValue("Location"))
                    .hasValue("https://" + at + "/api/calls?limit=3");
            assertThat(answer.body()).doesNotContain("calls\":");
            server.withDatabase(
                    handle ->
                            assertThat(
                                            handle.createQuery(
                                                            "SELECT COUNT(*) FROM api_keys WHERE"
                                                                    + " last_used_at IS NOT NULL")
                                                    .mapTo(Integer.class)
                                                    .one())
                                    .isZero());
            Throwable socket =
                    catchThrowable(
                            () ->
                                    client.newWebSocketBuilder()
                                            .header("Authorization", "Bearer " + key)
                                            .buildAsync(
                                                    URI.create("ws://" + at + "/ws/live"),
                                                    new WebSocket.Listener() {})
                                            .get(20, TimeUnit.SECONDS));
            assertThat(socket).hasCauseInstanceOf(WebSocketHandshakeException.class);
            assertThat(((WebSocketHandshakeException) socket.getCause()).getResponse().statusCode())
                    .isEqualTo(426);
        } finally {
            ip("del", address);
        }
    }

    private static boolean ip(String what, String address) throws Exception {
        try {
            return new ProcessBuilder("ip", "addr", what, address + "/32", "dev", "lo")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        }
    }
}
