package com.ninja3cx.simulator.ninjaone;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A client application as an administrator registers it: what it may ask for. `secret` is absent
/// for native applications, which must prove themselves with PKCE. Redirect addresses are compared
/// character for character.
public record App(
        String clientId,
        @Nullable String secret,
        Set<String> grants,
        Set<String> scopes,
        Set<String> redirectUris) {

    public App {
        grants = Set.copyOf(grants);
        scopes = Set.copyOf(scopes);
        redirectUris = Set.copyOf(redirectUris);
    }

    /// A web application that may do everything this product asks for.
    public static App web(String clientId, String secret, String... redirectUris) {
        return new App(
                clientId,
                secret,
                Set.of("authorization_code", "refresh_token", "client_credentials"),
                Set.of("monitoring", "management", "offline_access"),
                Set.of(redirectUris));
    }
}
