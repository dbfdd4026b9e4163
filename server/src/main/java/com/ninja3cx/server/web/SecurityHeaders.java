package com.ninja3cx.server.web;

import io.javalin.config.RoutesConfig;

/// Headers that keep browsers from doing with our answers what we did not mean.
final class SecurityHeaders {

    private static final String POLICY =
            "default-src 'self'; connect-src 'self'; img-src 'self' data:; style-src 'self';"
                    + " script-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self';"
                    + " frame-ancestors 'none'";

    void register(RoutesConfig routes) {
        routes.before(
                ctx -> {
                    ctx.header("Content-Security-Policy", POLICY);
                    ctx.header("X-Content-Type-Options", "nosniff");
                    ctx.header("X-Frame-Options", "DENY");
                    ctx.header("Referrer-Policy", "same-origin");
                    ctx.header("Cross-Origin-Opener-Policy", "same-origin");
                    if (ctx.path().startsWith("/api/") || ctx.path().startsWith("/webhook/")) {
                        ctx.header("Cache-Control", "no-store");
                    }
                });
    }
}
