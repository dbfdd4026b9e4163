package com.ninja3cx.server.web.pages;

import com.ninja3cx.server.access.Identity;
import com.ninja3cx.server.access.Scope;
import com.ninja3cx.server.web.Routes;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The screens a person opens: the live page, the way in, and the files beside them.
public final class PageRoutes implements Routes {

    private static final int A_YEAR = 365 * 24 * 3600;

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
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
    }

    private void live(Context context) {
        if (languageChosen(context)) {
            return;
        }
        var identity = caller.apply(context);
        if (identity.isEmpty()) {
            context.redirect("/login");
        } else if (!identity.get().may(Scope.READ)) {
            context.redirect("/login?problem=scope");
        } else {
            show(context, "live.jte", Map.of("page", Page.of(context)));
        }
    }

    private void login(Context context) {
        if (languageChosen(context)) {
            return;
        }
        String problem =
                switch (Optional.ofNullable(context.queryParam("problem")).orElse("")) {
                    case "scope" -> "login.scope";
                    case "used" -> "login.used";
                    default -> "";
                };
        show(context, "login.jte", Map.of("page", Page.of(context), "problem", problem));
    }

    private void show(Context context, String template, Map<String, Object> parameters) {
        var html = new StringOutput();
        templates.render(template, parameters, html);
        context.header("Cache-Control", "no-store");
        context.header("Vary", "Accept-Language, Cookie");
        context.html(html.toString());
    }

    /// `?lang=en` on any page stores the choice and leads back to the page without it.
    private static boolean languageChosen(Context context) {
        String chosen = context.queryParam("lang");
        if (chosen == null) {
            return false;
        }
        if (chosen.equals("fr") || chosen.equals("en")) {
            var cookie = new Cookie("lang", chosen, "/", A_YEAR);
            cookie.setSameSite(SameSite.LAX);
            context.cookie(cookie);
        }
        context.redirect(context.path());
        return true;
    }
}
