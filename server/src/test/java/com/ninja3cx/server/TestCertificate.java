package com.ninja3cx.server;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A real certificate for localhost that has signed itself, made by the JDK's own tool.
public record TestCertificate(X509Certificate certificate, PrivateKey key, KeyStore store) {

    private static final String PASSWORD = "changeit";

    /// @param file where its key store is written
    /// @param algorithm `RSA` or `EC`
    public static TestCertificate issue(Path file, String algorithm)
            throws IOException, InterruptedException, GeneralSecurityException {
        int exit =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                                "-genkeypair",
                                "-alias",
                                "server",
                                "-keyalg",
                                algorithm,
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "san=dns:localhost,ip:127.0.0.1",
                                "-validity",
                                "30",
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                PASSWORD,
                                "-keystore",
                                file.toString())
                        .inheritIO()
                        .start()
                        .waitFor();
        if (exit != 0) {
            throw new IOException("keytool ended with " + exit);
        }
        var store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        return new TestCertificate(
                (X509Certificate) store.getCertificate("server"),
                (PrivateKey) store.getKey("server", PASSWORD.toCharArray()),
                store);
    }

    /// For a server that shows it.
    public SSLContext serving() throws GeneralSecurityException {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /// For a client that believes it and no other.
    public SSLContext trusting() throws GeneralSecurityException, IOException {
        return trusting(certificate);
    }

    /// For a client that believes this certificate and no other.
    public static SSLContext trusting(X509Certificate certificate)
            throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry("server", certificate);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
