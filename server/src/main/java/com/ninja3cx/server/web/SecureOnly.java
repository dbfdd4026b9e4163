package com.ninja3cx.server.web;

import com.ninja3cx.server.i18n.Words;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.InetAddress;

/// Where TLS is served, plain HTTP is for programs of this machine, such as a proxy. Others are
/// sent to `https` before anything of their request is looked at, so that no key is read that
/// travelled in the clear.
final class SecureOnly implements Routes {

    @Override
    public void register(RoutesConfig routes) {
        routes.before(SecureOnly::redirect);
        routes.wsBeforeUpgrade(SecureOnly::refuse);
    }

    private static boolean inTheClear(Context ctx) {
        String peer = ctx.ip().replaceAll("[\\[\\]]", "");
        return !ctx.req().isSecure() && !InetAddress.ofLiteral(peer).isLoopbackAddress();
    }

    private static void refuse(Context ctx) {
        if (inTheClear(ctx)) {
            throw new Problem(
                    426,
                    "tls_required",
                    new Words("TLS nécessaire", "TLS needed"),
                    new Words("Connectez-vous par wss://.", "Connect through wss://."));
        }
    }

    private static void redirect(Context ctx) {
        if (!inTheClear(ctx)) {
            return;
        }
        String query = ctx.queryString() == null ? "" : "?" + ctx.queryString();
        ctx.header("Connection", "close");
        ctx.redirect("https://" + ctx.host() + ctx.path() + query, HttpStatus.PERMANENT_REDIRECT);
        ctx.skipRemainingHandlers();
    }
}
