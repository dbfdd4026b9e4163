package com.ninja3cx.server.web.pages;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.util.Map;

/// What all screens have in common: rendering, and the choice of a language.
final class Screens {

    private static final int A_YEAR = 365 * 24 * 3600;

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);

    void show(Context context, String template, Map<String, Object> parameters) {
        var html = new StringOutput();
        templates.render(template, parameters, html);
        context.header("Cache-Control", "no-store");
        context.header("Vary", "Accept-Language, Cookie");
        context.html(html.toString());
    }

    /// `?lang=en` on any page stores the choice and leads back to the page without it.
    static boolean languageChosen(Context context) {
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
