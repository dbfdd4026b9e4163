package com.ninja3cx.simulator.ninjaone;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/// A request as it arrived, whatever became of it. `path` still has its prefix; header names are in
/// lower case.
public record SeenRequest(
        Instant at,
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        byte[] body) {

    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public boolean is(String otherMethod, String pathEnd) {
        return method.equals(otherMethod) && path.endsWith(pathEnd);
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }
}
