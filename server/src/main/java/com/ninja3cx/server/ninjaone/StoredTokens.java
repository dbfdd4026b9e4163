package com.ninja3cx.server.ninjaone;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What is kept, encrypted, of a tenant's authorisation.
///
/// @param refresh empty when there is none, or NinjaOne refused it
/// @param refused hash of the refresh token that NinjaOne refused last; empty when none was
/// @param refusedAt when that was; epoch milliseconds
/// @param refusedWhy NinjaOne's answer then, with its ids
/// @param access empty when there is none
/// @param expiresAt of the access token; epoch milliseconds
/// @param user whether a technician stands behind the access token
/// @param scope as NinjaOne granted it; empty when it did not say
/// @param connectedAt when a person authorised last; epoch milliseconds, 0 = never
/// @param seeds hashes of the seeds used so far, oldest first
record StoredTokens(
        String refresh,
        String refused,
        long refusedAt,
        String refusedWhy,
        String access,
        long expiresAt,
        boolean user,
        String scope,
        long connectedAt,
        List<String> seeds) {

    static final StoredTokens NOTHING =
            new StoredTokens("", "", 0, "", "", 0, false, "", 0, List.of());

    private static final Duration MARGIN = Duration.ofSeconds(60);
    private static final int REMEMBERED_SEEDS = 20;

    /// Fields that an older version did not store are empty.
    StoredTokens {
        refused = Objects.requireNonNullElse(refused, "");
        refusedWhy = Objects.requireNonNullElse(refusedWhy, "");
        scope = Objects.requireNonNullElse(scope, "");
        seeds = List.copyOf(seeds);
    }

    boolean usable(@Nullable String rejected, Instant now) {
        return !access.isEmpty()
                && !access.equals(rejected)
                && now.isBefore(Instant.ofEpochMilli(expiresAt).minus(MARGIN));
    }

    /// A refresh token to begin with, not tried yet.
    StoredTokens seeded(String seed, String hash) {
        return new StoredTokens(seed, "", 0, "", "", 0, false, "", connectedAt, seeds)
                .remembering(hash);
    }

    StoredTokens remembering(String seedHash) {
        if (seeds.contains(seedHash)) {
            return this;
        }
        List<String> all = new ArrayList<>(seeds);
        all.add(seedHash);
        if (all.size() > REMEMBERED_SEEDS) {
            all.removeFirst();
        }
        return new StoredTokens(
                refresh,
                refused,
                refusedAt,
                refusedWhy,
                access,
                expiresAt,
                user,
                scope,
                connectedAt,
                all);
    }

    /// After a refresh: with the new refresh token, or the old one where the reply has none.
    StoredTokens refreshed(TokenReply reply) {
        return new StoredTokens(
                reply.refresh().isEmpty() ? refresh : reply.refresh(),
                "",
                0,
                "",
                reply.access(),
                reply.expiresAt(),
                true,
                reply.scope().isEmpty() ? scope : reply.scope(),
                connectedAt,
                seeds);
    }

    /// After a person authorised.
    StoredTokens connected(TokenReply reply, Instant now) {
        return new StoredTokens(
                reply.refresh(),
                "",
                0,
                "",
                reply.access(),
                reply.expiresAt(),
                true,
                reply.scope(),
                now.toEpochMilli(),
                seeds);
    }

    /// A token that belongs to no technician.
    StoredTokens machine(TokenReply reply) {
        return new StoredTokens(
                refresh,
                refused,
                refusedAt,
                refusedWhy,
                reply.access(),
                reply.expiresAt(),
                false,
                reply.scope(),
                connectedAt,
                seeds);
    }

    StoredTokens without(String refusedHash, Instant now, String why) {
        return new StoredTokens(
                "", refusedHash, now.toEpochMilli(), why, "", 0, false, "", connectedAt, seeds);
    }

    Set<String> scopes() {
        var scopes = new TreeSet<>(List.of(scope.strip().split("[\\s,]+")));
        scopes.remove("");
        return scopes;
    }
}
