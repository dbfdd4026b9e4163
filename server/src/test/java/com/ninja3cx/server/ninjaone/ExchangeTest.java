package com.ninja3cx.server.ninjaone;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.server.ManualClock;
import com.ninja3cx.server.TestCertificate;
import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.settings.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is known of a request when its connection fails: that it never left, or nothing.
class ExchangeTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir private Path folder;
    private final ManualClock clock = new ManualClock("2026-11-23T09:00:00Z");
    private TestCertificate certificate;
    private Database database;

    @BeforeEach
    void open() throws Exception {
        certificate = TestCertificate.issue(folder.resolve("server.p12"), "EC");
        database = Database.open(new Settings.Storage.Sqlite(folder.resolve("database.sqlite")));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aFaultOfTlsWhileTheReplyIsReadLeavesUnknownWhetherTheWorkWasDone() throws Exception {
        var arrived = new CountDownLatch(1);
        Failure failure =
                failure(
                        certificate.trusting(),
                        (tls, plain) -> {
                            readRequest(tls);
                            arrived.countDown();
                            // The work is done; what comes back is no record of TLS.
                            plain.write("HTTP/1.1 200 OK".getBytes(StandardCharsets.US_ASCII));
                            plain.flush();
                        });

        assertThat(arrived.getCount()).as("the whole request arrived").isZero();
        assertThat(failure.kind()).isEqualTo(Failure.Kind.UNCERTAIN);
        // Whether the client wraps such a fault in another is its own affair.
        assertThat(Exchange.lost(new SSLException("bad_record_mac")).kind())
                .isEqualTo(Failure.Kind.UNCERTAIN);
    }

    @Test
    void aServerWhoseCertificateIsNotBelievedWasNeverAskedForAnything() throws Exception {
        var other = TestCertificate.issue(folder.resolve("other.p12"), "EC");

        Failure failure = failure(other.trusting(), (tls, plain) -> readRequest(tls));

        assertThat(failure.line()).contains("SSLHandshakeException");
        assertThat(failure.kind()).isEqualTo(Failure.Kind.NOT_REACHED);
    }

    /// What a server does with a connection.
    private interface Answering {
        void answer(SSLSocket tls, OutputStream plain) throws IOException;
    }

    private Failure failure(SSLContext believed, Answering answering) throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                HttpClient client = HttpClient.newBuilder().sslContext(believed).build()) {
            Thread serving = Thread.ofVirtual().start(() -> serve(server, answering));
            var exchange =
                    new Exchange(client, new Pace(database, clock, clock::advance, 5), clock);
            var request =
                    HttpRequest.newBuilder(
                                    URI.create("https://localhost:" + server.getLocalPort() + "/"))
                            .POST(HttpRequest.BodyPublishers.ofString("{}"))
                            .build();
            Exchange.Answer answer = exchange.send(request, LONG);
            serving.join();
            return answer.orFailure();
        }
    }

    private void serve(ServerSocket server, Answering answering) {
        try (Socket plain = server.accept();
                var tls =
                        (SSLSocket)
                                certificate
                                        .serving()
                                        .getSocketFactory()
                                        .createSocket(plain, "localhost", plain.getPort(), false)) {
            tls.setUseClientMode(false);
            tls.startHandshake();
            answering.answer(tls, plain.getOutputStream());
        } catch (IOException refused) {
            // The client went away: what it makes of that is what is tested.
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void readRequest(SSLSocket tls) throws IOException {
        var reader =
                new BufferedReader(
                        new InputStreamReader(tls.getInputStream(), StandardCharsets.US_ASCII));
        String line = reader.readLine();
        while (line != null && !line.isEmpty()) {
            line = reader.readLine();
        }
    }
}
