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
        body.put("speech", speechView(speech.state(), Languages.of(ctx)));
        body.put("database", reachable ? "ok" : "failed");
        if (reachable) {
            body.put("ninjaone", ninja.get());
        }
        ctx.status(up ? 200 : 503).header("Cache-Control", "no-store").json(body);
    }

    /// The engine's state as browsers and monitors see it.
    public static Map<String, String> speechView(Speech.State state, Locale locale) {
        return switch (state) {
            case Speech.State.Starting(var doing) -> Map.of("state", "starting", "detail", doing);
            case Speech.State.Ready(var model) -> Map.of("state", "ready", "detail", model);
            case Speech.State.Failed(var code, var why) ->
                    Map.of("state", "failed", "detail", why.in(locale), "code", code.name());
        };
    }
}
