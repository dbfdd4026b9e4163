package com.ninja3cx.server.ops;

import com.ninja3cx.server.access.Scope;
import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.web.Languages;
import com.ninja3cx.server.web.Routes;
import com.ninja3cx.speech.Speech;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// `GET /health` for everybody, without secrets; `GET /api/health` proves that a key works.
public final class HealthRoutes implements Routes {

    private static final long MILLIS_PER_SECOND = 1_000;

    private final Database database;
    private final Speech speech;
    private final Supplier<Map<String, Object>> ninja;
    private final BooleanSupplier stopping;

    /// @param ninja how the connection to NinjaOne stands, without secrets
    /// @param stopping whether the server is about to end and wants no new work
    public HealthRoutes(
            Database database,
            Speech speech,
            Supplier<Map<String, Object>> ninja,
            BooleanSupplier stopping) {
        this.database = database;
        this.speech = speech;
        this.ninja = ninja;
        this.stopping = stopping;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/health", this::health, Scope.PUBLIC);
        routes.get("/api/health", this::health, Scope.AGENT, Scope.READ, Scope.TICKETS);
    }

    private void health(Context ctx) {
        boolean reachable = database.reachable();
        Map<String, Object> body = new LinkedHashMap<>();
        boolean up = reachable && !stopping.getAsBoolean();
        body.put("status", up ? "ok" : reachable ? "stopping" : "failed");
        body.put("version", Version.CURRENT);
        body.put("speech", speechView(speech, Languages.of(ctx)));
        body.put("database", reachable ? "ok" : "failed");
        if (reachable) {
            body.put("ninjaone", ninja.get());
        }
        ctx.status(up ? 200 : 503).header("Cache-Control", "no-store").json(body);
    }

    /// The engine's state as browsers and monitors see it; `behindSeconds` is there only while more
    /// is said than the machine can follow.
    public static Map<String, Object> speechView(Speech speech, Locale locale) {
        Map<String, Object> view = new LinkedHashMap<>();
        switch (speech.state()) {
            case Speech.State.Starting(var doing) -> put(view, "starting", doing.in(locale));
            case Speech.State.Ready(var model) -> put(view, "ready", model);
            case Speech.State.Failed(var code, var why) -> {
                put(view, "failed", why.in(locale));
                view.put("code", code.name());
            }
        }
        long behind = speech.load().behindMillis() / MILLIS_PER_SECOND;
        if (behind > 0) {
            view.put("behindSeconds", behind);
        }
        return view;
    }

    private static void put(Map<String, Object> view, String state, String detail) {
        view.put("state", state);
        view.put("detail", detail);
    }
}
