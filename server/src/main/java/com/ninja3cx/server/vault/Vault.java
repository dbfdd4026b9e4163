package com.ninja3cx.server.vault;

import com.ninja3cx.server.Sha256;
import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.settings.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Named values encrypted with AES-256-GCM; the name is authenticated with the value, so that one
/// row cannot stand in for another. The key comes from `SECRET_KEY`, or from a file in the data
/// folder that only its owner may read.
public final class Vault {

    private static final String KEY_FILE = "secret.key";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Database database;
    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    private Vault(Database database, byte[] key) {
        this.database = database;
        this.key = new SecretKeySpec(key, "AES");
    }

    /// @param configured `SECRET_KEY`, or null to read or make the key file in `dataDir`
    /// @throws IOException when the key file can neither be read nor written
    public static Vault open(Database database, @Nullable Secret configured, Path dataDir)
            throws IOException {
        String material = configured != null ? configured.value() : keyFile(dataDir);
        return new Vault(database, Sha256.of("3cx-ninja vault\n" + material));
    }

    private static String keyFile(Path dataDir) throws IOException {
        Path file = dataDir.resolve(KEY_FILE);
        if (!Files.exists(file)) {
            Files.createDirectories(dataDir);
            byte[] fresh = new byte[32];
            new SecureRandom().nextBytes(fresh);
            try {
                Files.createFile(
                        file,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, HexFormat.of().formatHex(fresh), StandardOpenOption.DSYNC);
            } catch (FileAlreadyExistsException madeByAnother) {
                return Files.readString(file).strip();
            }
        }
        return Files.readString(file).strip();
    }

    /// The value of that name; empty when there is none or it was written with another key.
    public Optional<String> read(String name) {
        return database.read(handle -> read(handle, name));
    }

    /// The same inside the caller's transaction.
    public Optional<String> read(Handle handle, String name) {
        return handle.createQuery("SELECT value FROM secrets WHERE name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .findOne()
                .flatMap(stored -> decrypt(name, stored));
    }

    /// Stores a value for good: durable when this returns.
    public void write(String name, String value) {
        database.write(
                handle -> {
                    write(handle, name, value);
                    return true;
                });
    }

    /// Stores a value inside the caller's transaction.
    public void write(Handle handle, String name, String value) {
        handle.createUpdate(
                        "INSERT INTO secrets (name, value) VALUES (:name, :value)"
                                + " ON CONFLICT (name) DO UPDATE SET value = excluded.value")
                .bind("name", name)
                .bind("value", encrypt(name, value))
                .execute();
    }

    private String encrypt(String name, String value) {
        try {
            byte[] nonce = new byte[NONCE_BYTES];
            random.nextBytes(nonce);
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, name, nonce)
                            .doFinal(value.getBytes(StandardCharsets.UTF_8));
            byte[] both = new byte[nonce.length + sealed.length];
            System.arraycopy(nonce, 0, both, 0, nonce.length);
            System.arraycopy(sealed, 0, both, nonce.length, sealed.length);
            return Base64.getEncoder().encodeToString(both);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    private Optional<String> decrypt(String name, String stored) {
        try {
            byte[] both = Base64.getDecoder().decode(stored);
            byte[] nonce = java.util.Arrays.copyOf(both, NONCE_BYTES);
            byte[] opened =
                    cipher(Cipher.DECRYPT_MODE, name, nonce)
                            .doFinal(both, NONCE_BYTES, both.length - NONCE_BYTES);
            return Optional.of(new String(opened, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException otherKey) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, String name, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
