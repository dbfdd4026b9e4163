package com.ninja3cx.server.directory;

import com.ninja3cx.server.access.Scope;
import com.ninja3cx.server.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Looking somebody up in the directory, for whoever corrects a draft.
public final class DirectoryRoutes implements Routes {

    private static final int MOST = 12;
    private static final int LONGEST = 200;

    private final Directory directory;

    public DirectoryRoutes(Directory directory) {
        this.directory = directory;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/api/directory/people", this::people, Scope.READ, Scope.TICKETS);
        routes.get("/api/directory/organisations", this::organisations, Scope.READ, Scope.TICKETS);
    }

    private void people(Context ctx) {
        ctx.json(Map.of("people", directory.search(words(ctx), MOST)));
    }

    private void organisations(Context ctx) {
        List<Map<String, Object>> found =
                directory.organizations(words(ctx), MOST).stream()
                        .map(each -> Map.<String, Object>of("id", each.id(), "name", each.name()))
                        .toList();
        ctx.json(Map.of("organisations", found));
    }

    private static String words(Context ctx) {
        String asked = Objects.requireNonNullElse(ctx.queryParam("q"), "");
        return asked.substring(0, Math.min(asked.length(), LONGEST));
    }
}
