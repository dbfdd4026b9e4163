package com.ninja3cx.server.access;

import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.web.Problem;
import com.ninja3cx.server.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.security.RouteRole;
import java.net.URI;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Stands before every route: finds out who calls and lets through whom the route's scopes allow. A
/// route without scopes is closed to all, so that a forgotten one does not lie open.
public final class Guard implements Routes {

    static final String COOKIE = "session";

    /// Where a checked request keeps who it is from.
    public static final String ATTRIBUTE = "identity";

    private final ApiKeys keys;
    private final Sessions sessions;

    public Guard(ApiKeys keys, Sessions sessions) {
        this.keys = keys;
        this.sessions = sessions;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.beforeMatched(this::check);
    }

    private void check(Context ctx) {
        Set<Scope> anyOf = EnumSet.noneOf(Scope.class);
        for (RouteRole role : ctx.routeRoles()) {
            if (role instanceof Scope scope) {
                anyOf.add(scope);
            }
        }
        if (!anyOf.contains(Scope.PUBLIC)) {
            require(ctx, anyOf);
        }
    }

    /// Who calls, if they may do this.
    ///
    /// @throws Problem 401 without or with a wrong key, 403 with a revoked one or without the scope
    public Identity require(Context ctx, Set<Scope> anyOf) {
        Identity identity =
                identify(ctx)
                        .orElseThrow(
                                () ->
                                        Problem.unauthorized(
                                                new Words(
                                                        "Envoyez l'en-tête « Authorization: Bearer"
                                                                + " sk-… » ou connectez-vous.",
                                                        "Send the header “Authorization: Bearer"
                                                                + " sk-…” or log in.")));
        if (!identity.may(anyOf)) {
            throw Problem.forbidden(
                    "missing_scope",
                    new Words(
                            "Cette clé n'a pas le droit nécessaire : %s."
                                    .formatted(Scope.join(anyOf)),
                            "This key lacks the scope it needs: %s.".formatted(Scope.join(anyOf))));
        }
        return identity;
    }

    /// The identity a checked request kept under [#ATTRIBUTE].
    public static Identity known(@Nullable Object attribute) {
        if (attribute instanceof Identity identity) {
            return identity;
        }
        throw new IllegalStateException("a socket was opened past the guard");
    }

    /// Who calls; empty for nobody known without any key.
    ///
    /// @throws Problem 401 or 403 when a key is given but is wrong or revoked
    public Optional<Identity> identify(Context ctx) {
        Identity known = ctx.attribute(ATTRIBUTE);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Identity> found = bearer(ctx).or(() -> browser(ctx));
        found.ifPresent(identity -> ctx.attribute(ATTRIBUTE, identity));
        return found;
    }

    private Optional<Identity> bearer(Context ctx) {
        String header = ctx.header("Authorization");
        if (header == null || !header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return Optional.empty();
        }
        return Optional.of(key(header.substring(7).strip()).identity());
    }

    /// The key with this secret.
    ///
    /// @throws Problem 401 when there is none, 403 when it was revoked
    ApiKey key(String secret) {
        ApiKey key =
                keys.bySecret(secret)
                        .orElseThrow(
                                () ->
                                        Problem.unauthorized(
                                                new Words(
                                                        "Cette clé d'API est inconnue : vérifiez-la"
                                                                + " ou créez-en une (key create).",
                                                        "This API key is unknown: check it or"
                                                                + " create one (key create).")));
        if (key.revokedAt() != null) {
            throw Problem.forbidden(
                    "key_revoked",
                    new Words(
                            "La clé « %s » a été révoquée : demandez-en une nouvelle."
                                    .formatted(key.name()),
                            "The key “%s” was revoked: ask for a new one.".formatted(key.name())));
        }
        return key;
    }

    private Optional<Identity> browser(Context ctx) {
        String cookie = ctx.cookie(COOKIE);
        if (cookie == null) {
            return Optional.empty();
        }
        boolean reads = ctx.method().name().equals("GET") || ctx.method().name().equals("HEAD");
        if ((!reads || ctx.header("Upgrade") != null) && !sameOrigin(ctx)) {
            throw Problem.forbidden(
                    "foreign_origin",
                    new Words(
                            "La requête vient d'une page d'un autre site.",
                            "The request comes from a page of another site."));
        }
        return sessions.byCookie(cookie);
    }

    /// Browsers always name the page's origin on writes and sockets; programs name none.
    static boolean sameOrigin(Context ctx) {
        return sameOrigin(ctx.header("Origin"), ctx.host());
    }

    static boolean sameOrigin(@Nullable String origin, @Nullable String host) {
        if (origin == null) {
            return true;
        }
        try {
            return host != null && host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
