package com.ninja3cx.server.ninjaone;

import com.ninja3cx.server.access.Scope;
import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.web.Languages;
import com.ninja3cx.server.web.Problem;
import com.ninja3cx.server.web.RequestBody;
import com.ninja3cx.server.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `/api/admin/ninjaone`: how the connection stands, checking it, authorising.
final class NinjaRoutes implements Routes {

    private static final String BASE = "/api/admin/ninjaone";

    private final NinjaFeature feature;

    NinjaRoutes(NinjaFeature feature) {
        this.feature = feature;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get(BASE, this::show, Scope.ADMIN);
        routes.post(BASE + "/check", this::check, Scope.ADMIN);
        routes.post(BASE + "/authorisation", this::begin, Scope.ADMIN);
        routes.post(BASE + "/authorisation/answer", this::answer, Scope.ADMIN);
    }

    private void show(Context ctx) {
        NinjaFeature.Desk desk = desk();
        ctx.json(view(desk, desk.watch().report().orElse(null), Languages.of(ctx)));
    }

    private void check(Context ctx) {
        NinjaFeature.Desk desk = desk();
        ctx.json(view(desk, desk.watch().check(), Languages.of(ctx)));
    }

    private void begin(Context ctx) {
        SignIn signIn = desk().signIn();
        SignIn.Begun begun = signIn.begin(feature.redirect(), true);
        signIn.trouble(begun)
                .ifPresent(
                        why -> {
                            throw new Problem(
                                    409,
                                    "ninja_page_closed",
                                    new Words(
                                            "La page d'autorisation ne s'ouvre pas",
                                            "The authorization page does not open"),
                                    why);
                        });
        ctx.json(
                Map.of("page", begun.page().toString(), "redirect", feature.redirect().toString()));
    }

    private void answer(Context ctx) {
        String address = RequestBody.object(ctx).path("address").asString("");
        SignIn.Ended ended = desk().signIn().complete(address, true);
        if (!ended.connected()) {
            throw new Problem(
                    422,
                    "ninja_not_authorised",
                    new Words("Pas autorisé", "Not authorised"),
                    ended.words());
        }
        desk().watch().check();
        ctx.json(Map.of("message", ended.words().in(Languages.of(ctx))));
    }

    private NinjaFeature.Desk desk() {
        return feature.desk()
                .orElseThrow(
                        () ->
                                new Problem(
                                        503,
                                        "ninja_not_configured",
                                        new Words(
                                                "NinjaOne n'est pas réglé",
                                                "NinjaOne is not set up"),
                                        new Words(
                                                "Ajoutez NINJA_CLIENT_ID et NINJA_CLIENT_SECRET à"
                                                        + " .env, puis redémarrez.",
                                                "Add NINJA_CLIENT_ID and NINJA_CLIENT_SECRET to"
                                                        + " .env, then restart.")));
    }

    private static Map<String, Object> view(
            NinjaFeature.Desk desk, @Nullable Report report, Locale locale) {
        Map<String, Object> view = new LinkedHashMap<>(desk.watch().health());
        view.put("scopes", desk.ninja().connection().scopes());
        view.put(
                "findings",
                report == null
                        ? List.of()
                        : report.findings().stream()
                                .map(
                                        each ->
                                                Map.of(
                                                        "level",
                                                        each.level()
                                                                .name()
                                                                .toLowerCase(Locale.ROOT),
                                                        "code",
                                                        each.code(),
                                                        "words",
                                                        each.words().in(locale)))
                                .toList());
        view.put("mapping", report == null ? List.of() : report.mapping());
        return view;
    }
}
