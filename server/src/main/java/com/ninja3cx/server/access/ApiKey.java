package com.ninja3cx.server.access;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A stored key, without its secret part.
///
/// @param start the first characters, by which people tell keys apart
/// @param extension the only extension it may act for; null = any
public record ApiKey(
        String id,
        String name,
        String start,
        Set<Scope> scopes,
        @Nullable String extension,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {

    Identity identity() {
        return new Identity(id, name, scopes, extension);
    }
}
