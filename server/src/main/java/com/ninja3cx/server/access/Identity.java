package com.ninja3cx.server.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who is calling.
///
/// @param keyId the API key behind it; null for a session opened by a one-time link
/// @param name the key's name, for people and the audit log
/// @param extension the only extension this caller may act for; null = any
public record Identity(
        @Nullable String keyId, String name, Set<Scope> scopes, @Nullable String extension) {

    public Identity {
        scopes = Set.copyOf(scopes);
    }

    /// Whether the caller has one of these scopes; [Scope#ADMIN] has them all.
    public boolean may(Set<? extends Scope> anyOf) {
        return scopes.contains(Scope.ADMIN) || anyOf.stream().anyMatch(scopes::contains);
    }

    public boolean may(Scope scope) {
        return may(Set.of(scope));
    }
}
