package com.ninja3cx.server.call;

import com.ninja3cx.server.access.Scope;
import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.web.Problem;
import com.ninja3cx.server.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Looking at calls.
public final class CallRoutes implements Routes {

    private static final int MOST = 500;

    private final CallStore calls;

    public CallRoutes(CallStore calls) {
        this.calls = calls;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/api/calls", this::list, Scope.READ, Scope.TICKETS);
        routes.get("/api/calls/{id}", this::show, Scope.READ, Scope.TICKETS);
    }

    private void list(Context ctx) {
        String text = ctx.queryParam("limit");
        int limit = 50;
        if (text != null) {
            if (!text.matches("\\d{1,3}") || Integer.parseInt(text) < 1) {
                throw wrongLimit();
            }
            limit = Integer.parseInt(text);
        }
        if (limit > MOST) {
            throw wrongLimit();
        }
        ctx.json(Map.of("calls", views(calls.recent(limit))));
    }

    private void show(Context ctx) {
        ctx.json(views(List.of(find(ctx.pathParam("id")))).getFirst());
    }

    private List<CallView> views(List<Call> shown) {
        Map<String, Instant> removed = calls.audioRemoved(shown);
        return shown.stream().map(each -> CallView.of(each, removed.get(each.id()))).toList();
    }

    private Call find(String id) {
        return calls.find(id).orElseThrow(() -> unknown(id));
    }

    /// There is no such call.
    public static Problem unknown(String id) {
        return Problem.notFound(
                new Words("Aucun appel %s.".formatted(id), "There is no call %s.".formatted(id)));
    }

    private static Problem wrongLimit() {
        return Problem.invalid(
                List.of(
                        new Problem.FieldError(
                                "limit",
                                new Words(
                                        "un nombre de 1 à %d".formatted(MOST),
                                        "a number from 1 to %d".formatted(MOST)))));
    }
}
