package com.ninja3cx.server.access;

import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.web.Problem;
import com.ninja3cx.server.web.RequestBody;
import com.ninja3cx.server.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import java.util.List;
import java.util.Map;

/// Opening and ending browser sessions: `POST /api/session` with a key, `/login?token=…` with a
/// one-time token, `DELETE /api/session`.
public final class LoginRoutes implements Routes {

    private final Guard guard;
    private final Sessions sessions;

    public LoginRoutes(Guard guard, Sessions sessions) {
        this.guard = guard;
        this.sessions = sessions;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.before("/login", this::redeem);
        routes.get("/api/session", this::show, Scope.READ, Scope.TICKETS, Scope.AGENT);
        routes.post("/api/session", this::open, Scope.PUBLIC);
        routes.delete("/api/session", this::end, Scope.PUBLIC);
    }

    private void redeem(Context ctx) {
        String token = ctx.queryParam("token");
        if (token == null) {
            return;
        }
        String target =
                sessions.redeem(token)
                        .map(cookie -> give(ctx, cookie))
                        .orElse("/login?problem=used");
        ctx.redirect(target, HttpStatus.SEE_OTHER);
        ctx.skipRemainingHandlers();
    }

    private String give(Context ctx, String value) {
        var cookie = new Cookie(Guard.COOKIE, value);
        cookie.setHttpOnly(true);
        cookie.setSameSite(SameSite.LAX);
        cookie.setPath("/");
        cookie.setMaxAge((int) Sessions.LIFE.toSeconds());
        cookie.setSecure(
                ctx.scheme().equals("https") || "https".equals(ctx.header("X-Forwarded-Proto")));
        ctx.cookie(cookie);
        return "/";
    }

    private void show(Context ctx) {
        Identity identity = guard.identify(ctx).orElseThrow();
        ctx.json(
                Map.of(
                        "name",
                        identity.name(),
                        "scopes",
                        identity.scopes().stream().map(Scope::code).sorted().toList()));
    }

    private void open(Context ctx) {
        if (!Guard.sameOrigin(ctx)) {
            throw Problem.forbidden(
                    "foreign_origin",
                    new Words(
                            "La requête vient d'une page d'un autre site.",
                            "The request comes from a page of another site."));
        }
        String secret = RequestBody.object(ctx).path("key").asString("");
        if (secret.isBlank()) {
            throw Problem.invalid(
                    List.of(
                            new Problem.FieldError(
                                    "key", new Words("une clé sk-…", "a key sk-…"))));
        }
        give(ctx, sessions.open(guard.key(secret.strip())));
        ctx.status(HttpStatus.NO_CONTENT);
    }

    private void end(Context ctx) {
        String cookie = ctx.cookie(Guard.COOKIE);
        if (cookie != null) {
            sessions.end(cookie);
        }
        ctx.removeCookie(Guard.COOKIE, "/");
        ctx.status(HttpStatus.NO_CONTENT);
    }
}
