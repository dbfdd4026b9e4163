package com.ninja3cx.simulator.ninjaone;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Asks the fake as a client would.
final class Caller {

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;
    private String token = "";

    Caller(FakeNinjaOne ninja) {
        this.base = ninja.baseUri();
    }

    /// Signs in as a technician.
    static Caller technician(FakeNinjaOne ninja) throws Exception {
        var caller = new Caller(ninja);
        caller.token = caller.refresh(ninja.newRefreshToken()).get("access_token").asString();
        return caller;
    }

    static Caller machine(FakeNinjaOne ninja) throws Exception {
        var caller = new Caller(ninja);
        caller.token =
                json(caller.token(
                                Map.of(
                                        "grant_type",
                                        "client_credentials",
                                        "client_id",
                                        Options.CLIENT_ID,
                                        "client_secret",
                                        Options.CLIENT_SECRET,
                                        "scope",
                                        "monitoring management")))
                        .get("access_token")
                        .asString();
        return caller;
    }

    JsonNode refresh(String refreshToken) throws Exception {
        return json(token(refreshForm(refreshToken)));
    }

    static Map<String, String> refreshForm(String refreshToken) {
        return Map.of(
                "grant_type",
                "refresh_token",
                "client_id",
                Options.CLIENT_ID,
                "client_secret",
                Options.CLIENT_SECRET,
                "refresh_token",
                refreshToken);
    }

    HttpResponse<String> token(Map<String, String> form) throws Exception {
        return send(
                HttpRequest.newBuilder(base.resolve("/ws/oauth/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form(form))));
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(request(path).GET());
    }

    HttpResponse<String> post(String path, String json) throws Exception {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json)));
    }

    HttpResponse<String> put(String path, String json) throws Exception {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(json)));
    }

    HttpResponse<String> multipart(String path, String body) throws Exception {
        return send(
                request(path)
                        .header("Content-Type", "multipart/form-data; boundary=XYZ")
                        .POST(BodyPublishers.ofString(body.replace("\n", "\r\n"))));
    }

    HttpRequest.Builder request(String path) {
        var builder = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(20));
        return token.isEmpty() ? builder : builder.header("Authorization", "Bearer " + token);
    }

    HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    static JsonNode json(HttpResponse<String> response) {
        return Json.MAPPER.readTree(response.body());
    }

    static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(
                        field ->
                                field.getKey()
                                        + "="
                                        + URLEncoder.encode(
                                                field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
