package com.ninja3cx.server.ninjaone;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// Requests with a token in them.
final class Calls {

    private final Tenant tenant;
    private final Exchange exchange;
    private final AccessTokens tokens;
    private final JsonMapper mapper = new JsonMapper();

    Calls(Tenant tenant, Exchange exchange, AccessTokens tokens) {
        this.tenant = tenant;
        this.exchange = exchange;
        this.tokens = tokens;
    }

    /// @param path below the API's prefix, with its query
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(tenant.resource(path)).header("Accept", "application/json");
    }

    HttpRequest.BodyPublisher json(JsonNode body) {
        return BodyPublishers.ofByteArray(mapper.writeValueAsBytes(body));
    }

    JsonNode get(String path) throws NinjaOneException {
        return read(request(path).GET());
    }

    <T> List<T> rows(String path, Function<JsonNode, T> read) throws NinjaOneException {
        return rows(get(path), read);
    }

    /// All pages of a list that is asked for from the id after the last one seen.
    ///
    /// @param path ends where `pageSize` begins
    /// @param most pages; more are left out
    <T> List<T> pages(String path, int most, Function<JsonNode, T> read, Function<T, Integer> id)
            throws NinjaOneException {
        int size = 500;
        List<T> all = new ArrayList<>();
        for (int page = 0; page < most; page++) {
            int after = all.isEmpty() ? 0 : id.apply(all.getLast());
            List<T> rows = rows(path + "pageSize=" + size + "&after=" + after, read);
            all.addAll(rows);
            if (rows.size() < size) {
                break;
            }
        }
        return all;
    }

    JsonNode read(HttpRequest.Builder request) throws NinjaOneException {
        Exchange.Answer answer = authorized(request, tenant.deadline(), Permit.GIVEN);
        if (answer.failure() != null) {
            throw new NinjaOneException(answer.failure());
        }
        return answer.json();
    }

    Exchange.Answer write(HttpRequest.Builder request, Permit permit) {
        return write(request, tenant.deadline(), permit);
    }

    /// Never throws: what is known about the write is in the answer.
    Exchange.Answer write(HttpRequest.Builder request, Duration deadline, Permit permit) {
        try {
            return authorized(request, deadline, permit);
        } catch (NinjaOneException noToken) {
            // The write itself never left, whatever happened to the request for the token.
            Failure failure = noToken.failure();
            Failure safe =
                    failure.kind() == Failure.Kind.UNCERTAIN
                            ? failure.as(Failure.Kind.NOT_REACHED)
                            : failure;
            return new Exchange.Answer(0, JsonNodeFactory.instance.missingNode(), true, safe);
        }
    }

    /// Once more with another token when NinjaOne refused the first before doing anything: it had
    /// run out, or a technician has authorised since.
    private Exchange.Answer authorized(
            HttpRequest.Builder request, Duration deadline, Permit permit)
            throws NinjaOneException {
        String token = tokens.token(null);
        Exchange.Answer answer = exchange.send(with(request, token), deadline, permit);
        Failure failure = answer.failure();
        if (failure == null) {
            return answer;
        }
        if (failure.status() == 401 && !failure.code().equals("insufficient_privileges")) {
            return exchange.send(with(request, tokens.token(token)), deadline, permit);
        }
        String better =
                failure.code().equals("user_context_required") ? tokens.technicians(token) : null;
        return better == null ? answer : exchange.send(with(request, better), deadline, permit);
    }

    private static HttpRequest with(HttpRequest.Builder request, String token) {
        return request.copy().setHeader("Authorization", "Bearer " + token).build();
    }

    static <T> List<T> rows(JsonNode reply, Function<JsonNode, T> read) {
        List<T> rows = new ArrayList<>();
        for (@Nullable JsonNode row : reply) {
            if (row != null && row.isObject()) {
                rows.add(read.apply(row));
            }
        }
        return rows;
    }
}
