package com.ninja3cx.server.access;

import com.ninja3cx.server.db.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Browsers that logged in, by key or by a one-time link. Only hashes of the cookies are stored;
/// revoking a key ends the sessions it opened.
public final class Sessions {

    /// How long a session lasts.
    static final Duration LIFE = Duration.ofHours(12);

    private static final Duration LINK_LIFE = Duration.ofMinutes(15);

    private final Database database;
    private final InstantSource clock;
    private final RandomGenerator random;

    public Sessions(Database database, InstantSource clock, RandomGenerator random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    /// A token for `/login?token=…` that opens one session within a quarter of an hour.
    public String createLoginToken(String name, Set<Scope> scopes) {
        String token = Tokens.create(random);
        database.write(
                handle ->
                        handle.createUpdate(
                                        "INSERT INTO login_tokens (hash, name, scopes, expires_at)"
                                                + " VALUES (:hash, :name, :scopes, :expires)")
                                .bind("hash", Tokens.hash(token))
                                .bind("name", name)
                                .bind("scopes", Scope.join(scopes))
                                .bind("expires", clock.millis() + LINK_LIFE.toMillis())
                                .execute());
        return token;
    }

    /// The cookie value of a new session for whoever holds the token; empty when it was used or is
    /// too old.
    Optional<String> redeem(String token) {
        return database.write(
                handle -> {
                    Optional<Granted> granted =
                            handle.createQuery(
                                            "DELETE FROM login_tokens WHERE hash = :hash AND"
                                                    + " expires_at > :now RETURNING name, scopes")
                                    .bind("hash", Tokens.hash(token))
                                    .bind("now", clock.millis())
                                    .map(
                                            (row, context) ->
                                                    new Granted(
                                                            row.getString("name"),
                                                            row.getString("scopes")))
                                    .findOne();
                    return granted.map(each -> open(handle, each.name(), each.scopes(), null));
                });
    }

    private record Granted(String name, String scopes) {}

    /// The cookie value of a new session for a key's holder.
    String open(ApiKey key) {
        return database.write(
                handle -> open(handle, key.name(), Scope.join(key.scopes()), key.id()));
    }

    private String open(Handle handle, String name, String scopes, @Nullable String keyId) {
        String cookie = Tokens.create(random);
        handle.createUpdate("DELETE FROM sessions WHERE expires_at <= :now")
                .bind("now", clock.millis())
                .execute();
        handle.createUpdate(
                        "INSERT INTO sessions (hash, name, scopes, key_id, expires_at)"
                                + " VALUES (:hash, :name, :scopes, :key, :expires)")
                .bind("hash", Tokens.hash(cookie))
                .bind("name", name)
                .bind("scopes", scopes)
                .bind("key", keyId)
                .bind("expires", clock.millis() + LIFE.toMillis())
                .execute();
        return cookie;
    }

    /// Who this cookie belongs to; empty when it is unknown, too old, or its key was revoked.
    Optional<Identity> byCookie(String cookie) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        """
                                        SELECT s.name, s.scopes, s.key_id, k.extension
                                        FROM sessions s LEFT JOIN api_keys k ON k.id = s.key_id
                                        WHERE s.hash = :hash AND s.expires_at > :now
                                            AND k.revoked_at IS NULL
                                        """)
                                .bind("hash", Tokens.hash(cookie))
                                .bind("now", clock.millis())
                                .map(
                                        (row, context) ->
                                                new Identity(
                                                        row.getString("key_id"),
                                                        row.getString("name"),
                                                        Scope.split(row.getString("scopes")),
                                                        row.getString("extension")))
                                .findOne());
    }

    void end(String cookie) {
        database.write(
                handle ->
                        handle.createUpdate("DELETE FROM sessions WHERE hash = :hash")
                                .bind("hash", Tokens.hash(cookie))
                                .execute());
    }
}
