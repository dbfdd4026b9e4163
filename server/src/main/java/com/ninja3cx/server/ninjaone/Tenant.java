package com.ninja3cx.server.ninjaone;

import com.ninja3cx.server.settings.Secret;
import com.ninja3cx.server.settings.Settings;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which NinjaOne, and how to reach it.
///
/// @param deadline longest time for one request, answer included
/// @param requestsPerSecond most requests in a second
public record Tenant(
        URI base,
        String apiPrefix,
        String tokenPath,
        String clientId,
        Secret clientSecret,
        @Nullable Secret seed,
        Duration deadline,
        int requestsPerSecond) {

    /// At most five requests a second.
    public Tenant(
            URI base,
            String apiPrefix,
            String tokenPath,
            String clientId,
            Secret clientSecret,
            @Nullable Secret seed,
            Duration deadline) {
        this(base, apiPrefix, tokenPath, clientId, clientSecret, seed, deadline, 5);
    }

    /// @throws NullPointerException when the settings are not [Settings.Ninja#configured]
    public static Tenant of(Settings.Ninja settings, Settings.Outbox outbox) {
        return new Tenant(
                settings.baseUrl(),
                settings.apiPrefix(),
                settings.tokenPath(),
                Objects.requireNonNull(settings.clientId()),
                Objects.requireNonNull(settings.clientSecret()),
                settings.refreshToken(),
                outbox.timeout(),
                outbox.requestsPerSecond());
    }

    /// The same application at another instance.
    Tenant at(URI other) {
        return new Tenant(
                other,
                apiPrefix,
                tokenPath,
                clientId,
                clientSecret,
                seed,
                deadline,
                requestsPerSecond);
    }

    /// Where a person authorises the application.
    URI authorize(Map<String, String> query) {
        return URI.create(
                root()
                        + "/ws/oauth/authorize?"
                        + query.entrySet().stream()
                                .map(each -> each.getKey() + "=" + encoded(each.getValue()))
                                .collect(Collectors.joining("&")));
    }

    URI resource(String path) {
        return URI.create(root() + slashed(apiPrefix) + path);
    }

    URI token() {
        return URI.create(root() + slashed(tokenPath));
    }

    /// Where a person sees a ticket.
    public URI ticketPage(int id) {
        return ticketPage(base, id);
    }

    /// Where a person sees a ticket of the NinjaOne with this address.
    public static URI ticketPage(URI base, int id) {
        return URI.create(bare(base) + "/#/ticketing/ticket/" + id);
    }

    private String root() {
        return bare(base);
    }

    private static String bare(URI base) {
        return base.toString().replaceAll("/+$", "");
    }

    private static String slashed(String path) {
        String bare = path.replaceAll("^/+|/+$", "");
        return bare.isEmpty() ? "" : "/" + bare;
    }

    /// The value as it was before [#encoded]; unchanged where it cannot be read.
    static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException unreadable) {
            return value;
        }
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
