package com.ninja3cx.simulator.ninjaone;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The resource paths below the prefix, each with what it needs: a scope, perhaps a user.
final class Router {

    private record Route(
            String method, Pattern path, String scope, Function<ApiRequest, Reply> endpoint) {}

    private final List<Route> routes = new ArrayList<>();
    private final OAuth oauth;
    private final Options options;
    private volatile boolean ticketRights = true;

    Router(OAuth oauth, Options options) {
        this.oauth = oauth;
        this.options = options;
    }

    /// Something that reads: needs `monitoring`, also with a token that belongs to no user.
    void read(String method, String path, Function<ApiRequest, Reply> endpoint) {
        routes.add(new Route(method, pattern(path), "monitoring", endpoint));
    }

    /// Something that writes: needs `management`.
    void write(String method, String path, Function<ApiRequest, Reply> endpoint) {
        routes.add(new Route(method, pattern(path), "management", endpoint));
    }

    /// A write to tickets: a technician must stand behind the token.
    void ticketWrite(String method, String path, Function<ApiRequest, Reply> endpoint) {
        write(
                method,
                path,
                request -> {
                    if (!request.grant().user()) {
                        switch (options.machineTokens()) {
                            case NEED_A_USER ->
                                    throw new Refusal(
                                            Reply.denied(
                                                    403,
                                                    "user_context_required",
                                                    "Access key does not have user context which"
                                                            + " is required for this request",
                                                    5));
                            case FAIL_INSIDE ->
                                    throw new Refusal(
                                            Reply.failure(500, "FAILURE", "NullPointerException"));
                            case MAY_WRITE -> {}
                        }
                    }
                    if (!ticketRights) {
                        throw new Refusal(
                                Reply.denied(
                                        401,
                                        "insufficient_privileges",
                                        "Insufficient privileges",
                                        3));
                    }
                    return endpoint.apply(request);
                });
    }

    /// The role of whoever authorised lost the right to write tickets.
    void withoutTicketRights() {
        ticketRights = false;
    }

    Reply answer(SeenRequest request, String resource) {
        try {
            Grant grant = oauth.check(request.header("authorization"));
            if (options.missingPaths().contains(resource)) {
                return Reply.noSuchRoute();
            }
            boolean pathKnown = false;
            for (Route route : routes) {
                Matcher matcher = route.path.matcher(resource);
                if (!matcher.matches()) {
                    continue;
                }
                pathKnown = true;
                if (!route.method.equals(request.method())) {
                    continue;
                }
                if (!grant.scopes().contains(route.scope)) {
                    return Reply.denied(
                            401, "insufficient_privileges", "Insufficient privileges", 3);
                }
                var parts = new ArrayList<String>();
                for (int group = 1; group <= matcher.groupCount(); group++) {
                    parts.add(matcher.group(group));
                }
                return route.endpoint.apply(new ApiRequest(request, parts, grant));
            }
            return pathKnown
                    ? Reply.failure(405, "FAILURE", "HTTP 405 Method Not Allowed")
                    : Reply.noSuchRoute();
        } catch (Refusal refusal) {
            return refusal.reply();
        }
    }

    private static Pattern pattern(String path) {
        return Pattern.compile(Pattern.quote(path).replace("*", "\\E([^/]+)\\Q"));
    }
}
