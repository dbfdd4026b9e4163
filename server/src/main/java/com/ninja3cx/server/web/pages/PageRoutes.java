package com.ninja3cx.server.web.pages;

import com.ninja3cx.server.access.Identity;
import com.ninja3cx.server.access.Scope;
import com.ninja3cx.server.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The screens a person opens: the live page, the way in, and the files beside them.
public final class PageRoutes implements Routes {

    /// Addresses that programs call, also when they claim to read HTML.
    private static final List<String> PROGRAMS = List.of("/api/", "/webhook/", "/ws/", "/assets/");

    private final Screens screens = new Screens();
    private final Assets assets = new Assets();
    private final Function<Context, Optional<Identity>> caller;

    /// `caller` tells who asks; empty for nobody known.
    public PageRoutes(Function<Context, Optional<Identity>> caller) {
        this.caller = caller;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/", this::live, Scope.PUBLIC);
        routes.get("/login", this::login, Scope.PUBLIC);
        routes.get("/favicon.ico", ctx -> ctx.redirect("/assets/img/mark.svg"), Scope.PUBLIC);
        routes.get("/assets/<path>", assets::serve, Scope.PUBLIC);
        routes.error(404, "text/html", this::missing);
    }

    private void live(Context context) {
        if (Screens.languageChosen(context)) {
            return;
        }
        var identity = caller.apply(context);
        if (identity.isEmpty()) {
            context.redirect("/login");
        } else if (!identity.get().may(Scope.READ)) {
            context.redirect("/login?problem=scope");
        } else {
            screens.show(
                    context,
                    "live.jte",
                    Map.of("page", Page.of(context), "admin", identity.get().may(Scope.ADMIN)));
        }
    }

    /// A person who follows a wrong link gets a page, a program its problem document.
    private void missing(Context context) {
        String path = context.path();
        if (PROGRAMS.stream().noneMatch(path::startsWith)) {
            screens.show(context, "missing.jte", Map.of("page", Page.of(context), "path", path));
        }
    }

    private void login(Context context) {
        if (Screens.languageChosen(context)) {
            return;
        }
        String problem =
                switch (Optional.ofNullable(context.queryParam("problem")).orElse("")) {
                    case "scope" -> "login.scope";
                    case "admin" -> "login.admin";
                    case "used" -> "login.used";
                    default -> "";
                };
        screens.show(context, "login.jte", Map.of("page", Page.of(context), "problem", problem));
    }
}
