package com.ninja3cx.server.web;

import com.ninja3cx.server.i18n.Words;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A certificate chain and its key as the files of `TLS_CERT` and `TLS_KEY` hold them: PEM, the
/// server's own certificate first; the key as PKCS#8, or as older tools write it (`RSA PRIVATE
/// KEY`, `EC PRIVATE KEY`).
record TlsFiles(Path certificate, Path key) {

    private static final Pattern PEM =
            Pattern.compile(
                    "-----BEGIN (RSA |EC |)PRIVATE KEY-----(.*?)-----END \\1PRIVATE KEY-----",
                    Pattern.DOTALL);

    private static final byte[] PROOF = {1, 2, 3};
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final byte[] VERSION_0 = {2, 1, 0};

    /// Both were read, belong together, and can be served.
    KeyStore load() throws TlsException {
        Certificate[] chain = chain();
        PrivateKey own = key(chain[0].getPublicKey());
        try {
            if (!pair(own, chain[0].getPublicKey())) {
                throw wrong(
                        "TLS_KEY (%s) n'est pas la clé du certificat TLS_CERT (%s)"
                                .formatted(key, certificate),
                        "TLS_KEY (%s) is not the key of the certificate TLS_CERT (%s)"
                                .formatted(key, certificate),
                        null);
            }
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", own, new char[0], chain);
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw unusable(key, e);
        }
    }

    private Certificate[] chain() throws TlsException {
        try (var in = Files.newInputStream(certificate)) {
            Collection<? extends Certificate> all =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (all.isEmpty()) {
                throw wrong(
                        "TLS_CERT (%s) ne contient aucun certificat PEM".formatted(certificate),
                        "TLS_CERT (%s) holds no PEM certificate".formatted(certificate),
                        null);
            }
            return all.toArray(Certificate[]::new);
        } catch (GeneralSecurityException | IOException e) {
            throw unusable(certificate, e);
        }
    }

    private PrivateKey key(PublicKey of) throws TlsException {
        try {
            String text = Files.readString(key);
            if (text.contains("ENCRYPTED")) {
                throw wrong(
                        "TLS_KEY (%s) est protégée par un mot de passe : enlevez-le (openssl pkey"
                                        .formatted(key)
                                + " -in … -out …)",
                        "TLS_KEY (%s) has a passphrase: remove it (openssl pkey -in … -out …)"
                                .formatted(key),
                        null);
            }
            Matcher pem = PEM.matcher(text);
            if (!pem.find()) {
                throw wrong(
                        "TLS_KEY (%s) ne contient aucune clé privée PEM".formatted(key),
                        "TLS_KEY (%s) holds no PEM private key".formatted(key),
                        null);
            }
            byte[] content = Base64.getMimeDecoder().decode(pem.group(2));
            byte[] pkcs8 = pem.group(1).isEmpty() ? content : wrapped(content, of);
            return KeyFactory.getInstance(of.getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw unusable(key, e);
        }
    }

    /// The older forms lack the name of the algorithm: it is taken from the certificate's key.
    private static byte[] wrapped(byte[] bare, PublicKey of) throws IOException {
        byte[] outer = of.getEncoded();
        int inside = header(outer, 0);
        int length = header(outer, inside) - inside + size(outer, inside);
        byte[] algorithm = Arrays.copyOfRange(outer, inside, inside + length);
        var body = new ByteArrayOutputStream();
        body.write(VERSION_0);
        body.write(algorithm);
        body.write(encoded(OCTETS, bare));
        return encoded(SEQUENCE, body.toByteArray());
    }

    /// Where the content of the element at this place begins.
    private static int header(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        return at + 2 + (first < 0x80 ? 0 : first & 0x7f);
    }

    private static int size(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        if (first < 0x80) {
            return first;
        }
        int size = 0;
        for (int i = 0; i < (first & 0x7f); i++) {
            size = size << 8 | der[at + 2 + i] & 0xff;
        }
        return size;
    }

    private static byte[] encoded(int tag, byte[] content) {
        var out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            int bytes = content.length < 0x100 ? 1 : content.length < 0x10000 ? 2 : 3;
            out.write(0x80 | bytes);
            for (int i = bytes - 1; i >= 0; i--) {
                out.write(content.length >> 8 * i);
            }
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static boolean pair(PrivateKey own, PublicKey certified)
            throws GeneralSecurityException {
        String name =
                switch (own.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> own.getAlgorithm();
                };
        Signature signing = Signature.getInstance(name);
        signing.initSign(own);
        signing.update(PROOF);
        byte[] signed = signing.sign();
        Signature checking = Signature.getInstance(name);
        checking.initVerify(certified);
        checking.update(PROOF);
        return checking.verify(signed);
    }

    static TlsException unusable(Path file, Exception why) {
        return wrong(
                ("%s n'est pas utilisable pour TLS : %s. Attendu, en PEM : dans TLS_CERT le"
                                + " certificat et sa chaîne (fullchain.pem), dans TLS_KEY sa clé"
                                + " (privkey.pem).")
                        .formatted(file, why.getMessage()),
                ("%s cannot be used for TLS: %s. Expected, as PEM: in TLS_CERT the certificate with"
                                + " its chain (fullchain.pem), in TLS_KEY its key (privkey.pem).")
                        .formatted(file, why.getMessage()),
                why);
    }

    private static TlsException wrong(String french, String english, @Nullable Exception why) {
        return new TlsException(new Words(french, english), why);
    }
}
