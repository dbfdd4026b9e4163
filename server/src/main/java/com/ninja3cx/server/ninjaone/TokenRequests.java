package com.ninja3cx.server.ninjaone;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Requests to the token address, by each grant.
final class TokenRequests {

    /// What we ask for without a person: nothing that lives on.
    private static final String MACHINE_SCOPES = "monitoring management";

    private final Tenant tenant;
    private final Exchange exchange;
    private final InstantSource clock;

    TokenRequests(Tenant tenant, Exchange exchange, InstantSource clock) {
        this.tenant = tenant;
        this.exchange = exchange;
        this.clock = clock;
    }

    /// @param redirect exactly as it was when the code was asked for
    TokenReply byCode(String code, URI redirect, String verifier) throws NinjaOneException {
        Map<String, String> form = credentials("authorization_code");
        form.put("code", code);
        form.put("redirect_uri", redirect.toString());
        form.put("code_verifier", verifier);
        return reply(form);
    }

    TokenReply byRefreshToken(String token) throws NinjaOneException {
        Map<String, String> form = credentials("refresh_token");
        form.put("refresh_token", token);
        return reply(form);
    }

    TokenReply byClientCredentials() throws NinjaOneException {
        Map<String, String> form = credentials("client_credentials");
        form.put("scope", MACHINE_SCOPES);
        try {
            return reply(form);
        } catch (NinjaOneException e) {
            Failure failure = e.failure();
            boolean refused =
                    failure.status() >= 400 && failure.status() < 500 && failure.status() != 429;
            throw refused ? new NinjaOneException(failure.as(Failure.Kind.AUTHORIZATION)) : e;
        }
    }

    private Map<String, String> credentials(String grant) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", grant);
        form.put("client_id", tenant.clientId());
        form.put("client_secret", tenant.clientSecret().value());
        return form;
    }

    private TokenReply reply(Map<String, String> form) throws NinjaOneException {
        Exchange.Answer answer = exchange.send(request(tenant.token(), form), tenant.deadline());
        String access = answer.json().path("access_token").asString("");
        if (!answer.ok() || access.isEmpty()) {
            throw new NinjaOneException(answer.orFailure());
        }
        JsonNode json = answer.json();
        return new TokenReply(
                access,
                json.path("refresh_token").asString(""),
                json.path("scope").asString(""),
                clock.millis() + json.path("expires_in").asLong(3600) * 1000);
    }

    static HttpRequest request(URI address, Map<String, String> form) {
        String body =
                form.entrySet().stream()
                        .map(
                                field ->
                                        Tenant.encoded(field.getKey())
                                                + "="
                                                + Tenant.encoded(field.getValue()))
                        .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
