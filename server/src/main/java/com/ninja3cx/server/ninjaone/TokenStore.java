package com.ninja3cx.server.ninjaone;

import com.ninja3cx.server.Sha256;
import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.vault.Vault;
import java.time.Instant;
import java.util.function.UnaryOperator;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The stored tokens, shared by all nodes of one database, encrypted.
///
/// The refresh token itself is the fence: whoever comes late, after its lease ended, writes only
/// while the token it used is still the stored one, or was meanwhile refused to somebody else
/// because the late one had used it up. So neither a newer token is overwritten nor the only living
/// one thrown away.
final class TokenStore {

    private static final String NAME = "ninjaone.tokens";

    private final Database database;
    private final Vault vault;
    private final JsonMapper mapper =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    TokenStore(Database database, Vault vault) {
        this.database = database;
        this.vault = vault;
    }

    StoredTokens read() {
        return vault.read(NAME).map(this::parse).orElse(StoredTokens.NOTHING);
    }

    /// Durable when this returns.
    ///
    /// @return what is stored now
    StoredTokens change(UnaryOperator<StoredTokens> change) {
        return database.write(
                handle -> {
                    database.lock(handle, NAME);
                    StoredTokens before =
                            vault.read(handle, NAME).map(this::parse).orElse(StoredTokens.NOTHING);
                    StoredTokens after = change.apply(before);
                    if (!after.equals(before)) {
                        vault.write(handle, NAME, mapper.writeValueAsString(after));
                    }
                    return after;
                });
    }

    /// The reply to a refresh with `used`; without effect when another token has come since.
    StoredTokens refreshed(String used, TokenReply reply) {
        return change(
                stored -> {
                    boolean ours =
                            stored.refresh().equals(used) || stored.refused().equals(hash(used));
                    return ours ? stored.refreshed(reply) : stored;
                });
    }

    /// NinjaOne refused `used`; without effect when another token has come since.
    StoredTokens refused(String used, Instant now, String why) {
        return change(
                stored ->
                        stored.refresh().equals(used)
                                ? stored.without(hash(used), now, why)
                                : stored);
    }

    /// A token without a technician; without effect when a technician's has come since.
    StoredTokens machine(TokenReply reply) {
        return change(stored -> stored.refresh().isEmpty() ? stored.machine(reply) : stored);
    }

    private StoredTokens parse(String json) {
        return mapper.readValue(json, StoredTokens.class);
    }

    static String hash(String token) {
        return Sha256.hex(token);
    }
}
