package com.ninja3cx.server.ninjaone;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Requests that change nothing and whose refusal tells something.
final class Probe {

    private final Tenant tenant;
    private final Exchange exchange;
    private final Calls calls;

    Probe(Tenant tenant, Exchange exchange, Calls calls) {
        this.tenant = tenant;
        this.exchange = exchange;
        this.calls = calls;
    }

    /// Whether NinjaOne knows the application and its secret: a refresh token that cannot exist is
    /// refused only after both were found right.
    ///
    /// @return what is wrong; empty = both are right
    Optional<Failure> application() {
        Failure failure = refresh(tenant.token(), true).failure();
        return failure == null || failure.deadToken() ? Optional.empty() : Optional.of(failure);
    }

    /// The first of these instances that knows the application. The secret is not sent to them.
    Optional<URI> knownAt(List<URI> instances) {
        for (URI instance : instances) {
            URI address = tenant.at(instance).token();
            Failure failure = refresh(address, false).failure();
            if (failure != null
                    && failure.status() / 100 == 4
                    && failure.status() != 404
                    && failure.status() != 429) {
                return Optional.of(instance);
            }
        }
        return Optional.empty();
    }

    private Exchange.Answer refresh(URI address, boolean withSecret) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "refresh_token");
        form.put("client_id", tenant.clientId());
        if (withSecret) {
            form.put("client_secret", tenant.clientSecret().value());
        }
        form.put("refresh_token", "connection-test");
        return exchange.send(TokenRequests.request(address, form), tenant.deadline());
    }

    /// What the authorization page would say to a browser that is not signed in; NinjaOne answers
    /// 404 when the redirect address or the kind of the application is not right.
    ///
    /// @return what is wrong; empty = the page opens
    Optional<Failure> page(URI page) {
        return Optional.ofNullable(
                exchange.page(
                                HttpRequest.newBuilder(page)
                                        .header("Accept", "text/html")
                                        .GET()
                                        .build(),
                                tenant.deadline())
                        .failure());
    }

    /// Whether tickets may be written: a ticket without any field cannot be made, but NinjaOne
    /// looks at the right to make one first.
    ///
    /// @return the refusal when the right is missing; empty = it is there
    Optional<Failure> writing() {
        Exchange.Answer answer =
                calls.write(
                        calls.request("/ticketing/ticket")
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{}")),
                        Permit.GIVEN);
        Failure failure = answer.failure();
        return failure == null || failure.status() == 400 || failure.status() == 422
                ? Optional.empty()
                : Optional.of(failure);
    }
}
