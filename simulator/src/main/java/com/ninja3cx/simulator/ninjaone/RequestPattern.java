package com.ninja3cx.simulator.ninjaone;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which requests a fault is meant for. `path` is the resource path without `/v2` or `/api/v2`; `*`
/// in it stands for one part. `bodyContains` narrows it to requests with that text inside.
public record RequestPattern(String method, String path, @Nullable String bodyContains) {

    public RequestPattern {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("a path begins with /, unlike: " + path);
        }
    }

    /// Reads `METHOD /path`; `ANY` stands for every method.
    public static RequestPattern parse(String request) {
        String[] words = request.strip().split("\\s+", 2);
        if (words.length != 2) {
            throw new IllegalArgumentException("not METHOD /path: " + request);
        }
        return new RequestPattern(words[0], words[1], null);
    }

    public RequestPattern containing(String text) {
        return new RequestPattern(method, path, text);
    }

    boolean matches(SeenRequest request, String resourcePath) {
        String regex = Pattern.quote(path).replace("*", "\\E[^/]+\\Q");
        return (method.equals("ANY") || method.equals(request.method()))
                && resourcePath.matches(regex)
                && (bodyContains == null || request.bodyText().contains(bodyContains));
    }
}
