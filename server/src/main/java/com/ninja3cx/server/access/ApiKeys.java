package com.ninja3cx.server.access;

import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.db.StorageFull;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The API keys: `sk-` and 256 random bits, stored only as a hash.
public final class ApiKeys {

    private static final Logger LOG = LoggerFactory.getLogger(ApiKeys.class);

    private static final String PREFIX = "sk-";
    private static final int START_LENGTH = PREFIX.length() + 6;
    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(10);

    private final Database database;
    private final InstantSource clock;
    private final RandomGenerator random;

    public ApiKeys(Database database, InstantSource clock, RandomGenerator random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    /// A new key; `secret` is shown to the person this once and kept nowhere.
    public record Created(ApiKey key, String secret) {}

    public Created create(String name, Set<Scope> scopes, @Nullable String extension) {
        if (name.isBlank() || scopes.isEmpty() || !Scope.GRANTABLE.containsAll(scopes)) {
            throw new IllegalArgumentException("a key needs a name and scopes that can be granted");
        }
        String secret = PREFIX + Tokens.create(random);
        var key =
                new ApiKey(
                        "key_" + Tokens.create(random).substring(0, 12),
                        name,
                        secret.substring(0, START_LENGTH),
                        scopes,
                        extension,
                        Instant.ofEpochMilli(clock.millis()),
                        null,
                        null);
        database.write(
                handle ->
                        handle.createUpdate(
                                        "INSERT INTO api_keys (id, name, hash, start, scopes,"
                                                + " extension, created_at) VALUES (:id, :name,"
                                                + " :hash, :start, :scopes, :extension, :now)")
                                .bind("id", key.id())
                                .bind("name", name)
                                .bind("hash", Tokens.hash(secret))
                                .bind("start", key.start())
                                .bind("scopes", Scope.join(scopes))
                                .bind("extension", extension)
                                .bind("now", key.createdAt().toEpochMilli())
                                .execute());
        return new Created(key, secret);
    }

    /// All keys, also revoked ones, oldest first.
    public List<ApiKey> list() {
        return database.read(
                handle ->
                        handle.createQuery("SELECT * FROM api_keys ORDER BY created_at, id")
                                .map(ApiKeys::map)
                                .list());
    }

    /// Closes a key for good, named by its id, its first characters or its name where that is the
    /// only one. Empty = there is no such key, or several.
    public Optional<ApiKey> revoke(String idOrStartOrName) {
        List<ApiKey> matching =
                list().stream()
                        .filter(key -> key.revokedAt() == null)
                        .filter(
                                key ->
                                        key.id().equals(idOrStartOrName)
                                                || key.name().equals(idOrStartOrName)
                                                || (idOrStartOrName.length() >= START_LENGTH
                                                        && idOrStartOrName.startsWith(key.start())))
                        .toList();
        if (matching.size() != 1) {
            return Optional.empty();
        }
        String id = matching.getFirst().id();
        database.write(
                handle ->
                        handle.createUpdate("UPDATE api_keys SET revoked_at = :now WHERE id = :id")
                                .bind("now", clock.millis())
                                .bind("id", id)
                                .execute());
        return find(id);
    }

    /// The key with this secret, also a revoked one.
    Optional<ApiKey> bySecret(String secret) {
        Optional<ApiKey> found =
                database.read(
                        handle ->
                                handle.createQuery("SELECT * FROM api_keys WHERE hash = :hash")
                                        .bind("hash", Tokens.hash(secret))
                                        .map(ApiKeys::map)
                                        .findOne());
        found.filter(key -> key.revokedAt() == null).ifPresent(this::noteUse);
        return found;
    }

    Optional<ApiKey> find(String id) {
        return database.read(
                handle ->
                        handle.createQuery("SELECT * FROM api_keys WHERE id = :id")
                                .bind("id", id)
                                .map(ApiKeys::map)
                                .findOne());
    }

    private void noteUse(ApiKey key) {
        Instant now = Instant.ofEpochMilli(clock.millis());
        Instant last = key.lastUsedAt();
        if (last != null && last.plus(USE_NOTED_EVERY).isAfter(now)) {
            return;
        }
        try {
            database.write(
                    handle ->
                            handle.createUpdate(
                                            "UPDATE api_keys SET last_used_at = :now WHERE id ="
                                                    + " :id")
                                    .bind("now", now.toEpochMilli())
                                    .bind("id", key.id())
                                    .execute());
        } catch (StorageFull full) {
            // The key is right all the same, and reading must go on.
            LOG.warn("the use of a key is not noted: {}", full.getMessage());
        }
    }

    private static ApiKey map(ResultSet row, StatementContext context) throws SQLException {
        return new ApiKey(
                row.getString("id"),
                row.getString("name"),
                row.getString("start"),
                Scope.split(row.getString("scopes")),
                row.getString("extension"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                instant(row, "last_used_at"),
                instant(row, "revoked_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
