package com.ninja3cx.simulator.ninjaone;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// One HTTP answer. `headers` come beside `Content-Type` and `x-nj-request-id`.
record Reply(int status, String contentType, byte[] body, Map<String, String> headers) {

    static Reply json(int status, Object body) {
        return new Reply(status, "application/json", Json.MAPPER.writeValueAsBytes(body), Map.of());
    }

    static Reply ok(Object body) {
        return json(200, body);
    }

    static Reply noContent() {
        return empty(204);
    }

    /// A status with nothing in it, as some checks of the board run answer.
    static Reply empty(int status) {
        return new Reply(status, "", new byte[0], Map.of());
    }

    static Reply html(int status, String title, Map<String, String> headers) {
        return new Reply(
                status,
                "text/html;charset=utf-8",
                ("<!DOCTYPE html><html><head><title>%s</title></head><body><h1>%s</h1></body></html>"
                                .formatted(title, title))
                        .getBytes(StandardCharsets.UTF_8),
                headers);
    }

    static Reply page(String html) {
        return new Reply(
                200, "text/html;charset=utf-8", html.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    static Reply redirect(String location) {
        return new Reply(302, "", new byte[0], Map.of("Location", location));
    }

    /// The family of the identity side: `error`, `error_description`, `error_code`.
    static Reply denied(int status, String error, String description, int code) {
        var body = new LinkedHashMap<String, Object>();
        body.put("error", error);
        body.put("error_description", description);
        body.put("error_code", code);
        return json(status, body);
    }

    /// The OAuth family: `error` alone.
    static Reply oauth(int status, String error) {
        return json(status, Map.of("error", error));
    }

    /// The family of the application side: `resultCode`, `errorMessage`, `incidentId`.
    static Reply failure(int status, String resultCode, String message) {
        var body = new LinkedHashMap<String, Object>();
        body.put("resultCode", resultCode);
        if (!message.isEmpty()) {
            body.put("errorMessage", message);
        }
        body.put("incidentId", "WEB_MGMT_SERVICE-" + UUID.randomUUID());
        return json(status, body);
    }

    static Reply noSuchRoute() {
        return failure(404, "FAILURE", "HTTP 404 Not Found");
    }

    Reply withHeader(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, contentType, body, more);
    }
}
