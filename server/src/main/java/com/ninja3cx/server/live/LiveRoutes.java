package com.ninja3cx.server.live;

import com.ninja3cx.server.access.Guard;
import com.ninja3cx.server.access.Scope;
import com.ninja3cx.server.web.Languages;
import com.ninja3cx.server.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.websocket.WsConfig;
import java.util.Set;

/// `/ws/live`: where browsers watch, with a session or a key of scope `read`.
final class LiveRoutes implements Routes {

    private static final String PATH = "/ws/live";

    private final Guard guard;
    private final LiveHub hub;

    LiveRoutes(Guard guard, LiveHub hub) {
        this.guard = guard;
        this.hub = hub;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.wsBeforeUpgrade(PATH, ctx -> guard.require(ctx, Set.of(Scope.READ)));
        routes.ws(PATH, this::configure, Scope.READ);
    }

    private void configure(WsConfig ws) {
        ws.onConnect(
                ctx ->
                        hub.join(
                                ctx.sessionId(),
                                new SendQueue(ctx.session),
                                Languages.of(
                                        ctx.cookie(Languages.COOKIE),
                                        ctx.header("Accept-Language"))));
        ws.onClose(ctx -> hub.leave(ctx.sessionId()));
        ws.onError(ctx -> hub.leave(ctx.sessionId()));
    }
}
