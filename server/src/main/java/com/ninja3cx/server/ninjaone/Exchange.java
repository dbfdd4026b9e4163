package com.ninja3cx.server.ninjaone;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// One request and its answer, whatever it is.
final class Exchange {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Duration DEFAULT_BACK_OFF = Duration.ofSeconds(30);
    private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(15);

    /// What came back.
    ///
    /// @param json missing when the body is empty or no JSON
    record Answer(int status, JsonNode json, boolean empty, @Nullable Failure failure) {
        boolean ok() {
            return failure == null;
        }

        Failure orFailure() {
            return failure != null
                    ? failure
                    : Failure.local(Failure.Kind.UNCERTAIN, "unreadable", "no usable answer");
        }
    }

    private final HttpClient client;
    private final Pace pace;
    private final InstantSource clock;

    Exchange(HttpClient client, Pace pace, InstantSource clock) {
        this.client = client;
        this.pace = pace;
        this.clock = clock;
    }

    /// Never throws for what NinjaOne or the network do: that is in the answer.
    ///
    /// @param deadline longest time until the answer is here, its body included
    /// @param permit asked once its turn has come, right before it leaves
    Answer send(HttpRequest request, Duration deadline, Permit permit) {
        return send(request, deadline, permit, false);
    }

    /// The same where nothing can forbid it.
    Answer send(HttpRequest request, Duration deadline) {
        return send(request, deadline, Permit.GIVEN, false);
    }

    /// The same where a page for people is the right answer.
    Answer page(HttpRequest request, Duration deadline) {
        return send(request, deadline, Permit.GIVEN, true);
    }

    private Answer send(HttpRequest request, Duration deadline, Permit permit, boolean page) {
        try {
            pace.turn();
        } catch (NinjaOneException throttled) {
            return failed(throttled.failure());
        }
        if (!permit.given()) {
            return failed(
                    Failure.local(
                            Failure.Kind.NOT_REACHED,
                            Permit.DENIED,
                            "waiting took so long that the request may not leave any more"));
        }
        CompletableFuture<HttpResponse<byte[]>> future =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        try {
            // The client's own time-out ends with the headers; this one covers the body too.
            return answer(future.get(deadline.toMillis(), TimeUnit.MILLISECONDS), page);
        } catch (TimeoutException e) {
            future.cancel(true);
            return failed(
                    Failure.local(
                            Failure.Kind.UNCERTAIN,
                            "timeout",
                            "no answer within " + deadline.toSeconds() + " s"));
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            return failed(Failure.local(Failure.Kind.UNCERTAIN, "stopping", "the server stops"));
        } catch (ExecutionException e) {
            return failed(lost(e.getCause()));
        }
    }

    /// What is known of a request whose connection failed.
    static Failure lost(@Nullable Throwable cause) {
        String message = cause == null ? "" : cause.getClass().getSimpleName();
        if (cause != null && cause.getMessage() != null) {
            message += " " + cause.getMessage();
        }
        // Any other fault of TLS may as well have come while the reply was read.
        boolean neverLeft =
                cause instanceof ConnectException
                        || cause instanceof HttpConnectTimeoutException
                        || cause instanceof UnresolvedAddressException
                        || cause instanceof SSLHandshakeException
                        || cause instanceof SSLPeerUnverifiedException
                        || cause instanceof IllegalArgumentException;
        return neverLeft
                ? Failure.local(Failure.Kind.NOT_REACHED, "unreachable", message)
                : Failure.local(
                        Failure.Kind.UNCERTAIN,
                        cause instanceof IOException ? "connection_lost" : "client_error",
                        message);
    }

    private Answer answer(HttpResponse<byte[]> response, boolean page) {
        int status = response.statusCode();
        byte[] body = response.body();
        JsonNode json = json(body);
        String requestId = response.headers().firstValue("x-nj-request-id").orElse(null);
        if (page
                ? status / 100 == 2 || status / 100 == 3
                : status / 100 == 2 && (body.length == 0 || !json.isMissingNode())) {
            return new Answer(status, json, body.length == 0, null);
        }
        Duration retryAfter = retryAfter(response);
        Failure failure = ErrorBody.read(status, json, text(body), requestId, retryAfter);
        if (failure.kind() == Failure.Kind.THROTTLED || (looksLikeAPage(response) && !page)) {
            pace.backOff(retryAfter == null ? DEFAULT_BACK_OFF : retryAfter);
        }
        return new Answer(status, json, body.length == 0, failure);
    }

    private static boolean looksLikeAPage(HttpResponse<byte[]> response) {
        return response.headers()
                .firstValue("Content-Type")
                .map(type -> type.toLowerCase(Locale.ROOT).startsWith("text/html"))
                .orElse(false);
    }

    private @Nullable Duration retryAfter(HttpResponse<byte[]> response) {
        String value = response.headers().firstValue("Retry-After").orElse("").strip();
        Duration wanted;
        if (value.matches("\\d{1,9}")) {
            wanted = Duration.ofSeconds(Long.parseLong(value));
        } else {
            try {
                var until = DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from);
                wanted = Duration.between(clock.instant(), until);
            } catch (DateTimeParseException neither) {
                return null;
            }
        }
        if (wanted.isNegative()) {
            return Duration.ZERO;
        }
        return wanted.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : wanted;
    }

    private static JsonNode json(byte[] body) {
        try {
            return body.length == 0 ? MissingNode.getInstance() : MAPPER.readTree(body);
        } catch (JacksonException notJson) {
            return MissingNode.getInstance();
        }
    }

    private static String text(byte[] body) {
        return new String(body, 0, Math.min(body.length, 400), StandardCharsets.UTF_8)
                .replaceAll("<[^>]*>", " ")
                .replaceAll("[\\s\\p{Cntrl}]+", " ")
                .strip();
    }

    private static Answer failed(Failure failure) {
        return new Answer(0, MissingNode.getInstance(), true, failure);
    }
}
