package com.ninja3cx.server.web;

import com.ninja3cx.server.Rounds;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.DetectorConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// TLS on the port that answers plain HTTP, too. Renewed files are taken over while the server
/// runs; files that cannot be used leave the certificate as it was.
final class Tls implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Tls.class);
    private static final Duration LOOKED_AT_EVERY = Duration.ofSeconds(5);

    private final TlsFiles files;
    private final SslContextFactory.Server context = new SslContextFactory.Server();
    private byte[] served;
    private @Nullable Rounds rounds;

    /// @throws TlsException when the files cannot be used
    Tls(TlsFiles files) throws TlsException {
        this.files = files;
        this.served = content(files);
        context.setKeyStore(files.load());
        context.setKeyStorePassword("");
        context.setSniRequired(false);
    }

    /// A connector for both; its port is set by the caller.
    Connector connector(Server server, HttpConfiguration http, String host, int port) {
        var both = new HttpConfiguration(http);
        var secure = new SecureRequestCustomizer();
        secure.setSniHostCheck(false);
        both.addCustomizer(secure);
        var plain = new HttpConnectionFactory(both);
        var encrypted = new SslConnectionFactory(context, HttpVersion.HTTP_1_1.asString());
        var connector =
                new ServerConnector(server, new DetectorConnectionFactory(encrypted), plain);
        connector.setHost(host);
        connector.setPort(port);
        return connector;
    }

    /// Looks for renewed files from now on.
    void watch() {
        rounds = Rounds.every(LOOKED_AT_EVERY, "certificate", this::look);
    }

    private void look() {
        try {
            byte[] now = content(files);
            if (Arrays.equals(now, served)) {
                return;
            }
            // Noted first: files that cannot be used are said so once.
            served = now;
            var store = files.load();
            context.reload(fresh -> fresh.setKeyStore(store));
            LOG.info("the renewed certificate {} is served", files.certificate());
        } catch (TlsException e) {
            LOG.error("certificate error, the old one stays: {}", e.words().english());
        } catch (Exception e) {
            LOG.error("certificate error, the old one stays", e);
        }
    }

    private static byte[] content(TlsFiles files) throws TlsException {
        try {
            byte[] certificate = Files.readAllBytes(files.certificate());
            byte[] key = Files.readAllBytes(files.key());
            byte[] both = Arrays.copyOf(certificate, certificate.length + key.length);
            System.arraycopy(key, 0, both, certificate.length, key.length);
            return both;
        } catch (IOException e) {
            throw TlsFiles.unusable(files.certificate(), e);
        }
    }

    @Override
    public void close() {
        if (rounds != null) {
            rounds.close();
        }
    }
}
