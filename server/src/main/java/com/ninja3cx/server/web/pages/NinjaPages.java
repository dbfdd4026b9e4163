package com.ninja3cx.server.web.pages;

import com.ninja3cx.server.access.Identity;
import com.ninja3cx.server.access.Scope;
import com.ninja3cx.server.ninjaone.NinjaFeature;
import com.ninja3cx.server.ninjaone.SignIn;
import com.ninja3cx.server.web.Languages;
import com.ninja3cx.server.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Administration → NinjaOne, and the page on which a person arrives who authorised.
public final class NinjaPages implements Routes {

    private static final String PAGE = "/admin/ninjaone";

    private final Screens screens = new Screens();
    private final Function<Context, Optional<Identity>> caller;
    private final NinjaFeature feature;

    /// @param caller tells who asks; empty for nobody known
    public NinjaPages(Function<Context, Optional<Identity>> caller, NinjaFeature feature) {
        this.caller = caller;
        this.feature = feature;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get(PAGE, this::page, Scope.PUBLIC);
        routes.get("/oauth/callback", this::answered, Scope.PUBLIC);
    }

    private void page(Context context) {
        if (Screens.languageChosen(context)) {
            return;
        }
        var identity = caller.apply(context);
        if (identity.isEmpty()) {
            context.redirect("/login");
            return;
        }
        if (!identity.get().may(Scope.ADMIN)) {
            context.redirect("/login?problem=admin");
            return;
        }
        Optional<SignIn.Ended> ended =
                Optional.ofNullable(context.queryParam("answer"))
                        .flatMap(state -> feature.desk().flatMap(d -> d.signIn().ended(state)));
        screens.show(
                context,
                "ninjaone.jte",
                Map.of(
                        "page",
                        Page.of(context),
                        "view",
                        NinjaView.of(feature, Languages.of(context), ended)));
    }

    /// NinjaOne sends the browser here with a code. An administrator goes on to the page; whoever
    /// followed the link of a command is told to go back to it.
    private void answered(Context context) {
        boolean administrator =
                caller.apply(context).filter(who -> who.may(Scope.ADMIN)).isPresent();
        Optional<SignIn.Ended> ended =
                feature.desk()
                        .map(
                                desk ->
                                        desk.signIn()
                                                .complete(
                                                        "?" + context.queryString(),
                                                        administrator));
        String state = context.queryParam("state");
        if (administrator && state != null) {
            if (ended.map(SignIn.Ended::connected).orElse(false)) {
                feature.desk().ifPresent(desk -> desk.watch().check());
            }
            context.redirect(PAGE + "?answer=" + URLEncoder.encode(state, StandardCharsets.UTF_8));
            return;
        }
        screens.show(
                context,
                "authorised.jte",
                Map.of(
                        "page",
                        Page.of(context),
                        "connected",
                        ended.map(SignIn.Ended::connected).orElse(false),
                        "words",
                        ended.map(each -> each.words().in(Languages.of(context)))
                                .orElseGet(() -> Page.of(context).text("authorised.notSetUp"))));
    }
}
