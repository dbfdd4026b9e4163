package com.ninja3cx.server.context;

import com.ninja3cx.server.access.Scope;
import com.ninja3cx.server.call.Call;
import com.ninja3cx.server.call.CallRoutes;
import com.ninja3cx.server.call.CallStore;
import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.ninjaone.NinjaOne;
import com.ninja3cx.server.ninjaone.NinjaOneException;
import com.ninja3cx.server.web.Languages;
import com.ninja3cx.server.web.Problem;
import com.ninja3cx.server.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `/api/calls/{id}/context`: who is on the line. What only NinjaOne knows is asked for apart, so
/// that the rest is there at once.
final class ContextRoutes implements Routes {

    private final CallStore calls;
    private final Contexts contexts;
    private final OpenTickets tickets;
    private final @Nullable NinjaOne ninja;

    ContextRoutes(
            CallStore calls, Contexts contexts, OpenTickets tickets, @Nullable NinjaOne ninja) {
        this.calls = calls;
        this.contexts = contexts;
        this.tickets = tickets;
        this.ninja = ninja;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/api/calls/{id}/context", this::show, Scope.READ, Scope.TICKETS);
        routes.get("/api/calls/{id}/tickets", this::open, Scope.READ, Scope.TICKETS);
        routes.get("/api/devices/{id}/open", this::device, Scope.READ, Scope.TICKETS);
    }

    private Call call(Context ctx) {
        String id = ctx.pathParam("id");
        return calls.find(id).orElseThrow(() -> CallRoutes.unknown(id));
    }

    private void show(Context ctx) {
        ctx.json(contexts.of(call(ctx), Languages.of(ctx)));
    }

    private void open(Context ctx) {
        Call call = call(ctx);
        var found = tickets.of(contexts.requester(call, Languages.of(ctx)), contexts.own(call));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("tickets", found.tickets());
        Words reason = found.reason();
        body.put("reason", reason == null ? null : reason.in(Languages.of(ctx)));
        ctx.json(body);
    }

    /// NinjaOne's links to devices work for a limited time only: they are asked for when wanted.
    private void device(Context ctx) {
        String id = ctx.pathParam("id");
        if (ninja == null || !id.matches("\\d{1,9}")) {
            throw noDevice(id);
        }
        try {
            URI link = ninja.deviceLink(Integer.parseInt(id));
            if (!"https".equals(link.getScheme()) && !"http".equals(link.getScheme())) {
                throw noDevice(id);
            }
            ctx.redirect(link.toString());
        } catch (NinjaOneException e) {
            throw new Problem(
                    502,
                    "device_link",
                    new Words("NinjaOne n'ouvre pas cet appareil", "NinjaOne opens no such device"),
                    new Words(
                            "NinjaOne a répondu : %s".formatted(e.failure().line()),
                            "NinjaOne answered: %s".formatted(e.failure().line())));
        }
    }

    private static Problem noDevice(String id) {
        return Problem.notFound(
                new Words(
                        "Aucun appareil %s à ouvrir.".formatted(id),
                        "There is no device %s to open.".formatted(id)));
    }
}
