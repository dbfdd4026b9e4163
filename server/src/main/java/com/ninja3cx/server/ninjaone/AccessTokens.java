package com.ninja3cx.server.ninjaone;

import com.ninja3cx.server.db.Leases;
import com.ninja3cx.server.vault.Vault;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The access token in force. A refresh makes the old refresh token void at once, so that the new
/// one is stored, encrypted, before the access token beside it is used; one refresh runs at a time,
/// over all nodes of one database. Without a living refresh token the client credentials serve.
final class AccessTokens {

    private static final Logger LOG = LoggerFactory.getLogger(AccessTokens.class);
    private static final String NAME = "ninjaone.tokens";
    private static final String SCOPES = "monitoring management";
    private static final Duration MARGIN = Duration.ofSeconds(60);
    private static final int WAITS = 100;
    private static final Duration WAIT = Duration.ofMillis(500);
    private static final int REMEMBERED_SEEDS = 20;

    /// What is stored. `refresh` is empty once NinjaOne refused it.
    private record Stored(
            String refresh, String access, long expiresAt, boolean user, List<String> seeds) {
        static final Stored NOTHING = new Stored("", "", 0, false, List.of());
    }

    private final Tenant tenant;
    private final Exchange exchange;
    private final Vault vault;
    private final Leases leases;
    private final InstantSource clock;
    private final Pause pause;
    private final JsonMapper mapper = new JsonMapper();
    private final String node = UUID.randomUUID().toString();
    private final ReentrantLock lock = new ReentrantLock();
    private Stored current = Stored.NOTHING;

    AccessTokens(
            Tenant tenant,
            Exchange exchange,
            Vault vault,
            Leases leases,
            InstantSource clock,
            Pause pause) {
        this.tenant = tenant;
        this.exchange = exchange;
        this.vault = vault;
        this.leases = leases;
        this.clock = clock;
        this.pause = pause;
    }

    /// A token that should work.
    ///
    /// @param rejected one that just did not, or null
    /// @throws NinjaOneException when none can be had
    String token(@Nullable String rejected) throws NinjaOneException {
        lock.lock();
        try {
            if (!usable(current, rejected)) {
                current = renewed(rejected);
            }
            return current.access;
        } finally {
            lock.unlock();
        }
    }

    private boolean usable(Stored stored, @Nullable String rejected) {
        return !stored.access.isEmpty()
                && !stored.access.equals(rejected)
                && clock.instant().isBefore(Instant.ofEpochMilli(stored.expiresAt).minus(MARGIN));
    }

    private Stored renewed(@Nullable String rejected) throws NinjaOneException {
        for (int i = 0; i < WAITS; i++) {
            Optional<Leases.Lease> lease =
                    leases.acquire(NAME, node, tenant.deadline().multipliedBy(2));
            if (lease.isPresent()) {
                try {
                    Stored stored = seeded(read());
                    return usable(stored, rejected) ? stored : renew(stored);
                } finally {
                    leases.release(lease.get());
                }
            }
            try {
                pause.await(WAIT);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                break;
            }
            Stored other = read();
            if (usable(other, rejected)) {
                return other;
            }
        }
        throw new NinjaOneException(
                Failure.local(
                        Failure.Kind.NOT_REACHED, "token_wait", "another node renews the token"));
    }

    /// A seed that was never seen replaces what is stored, once.
    private Stored seeded(Stored stored) {
        if (tenant.seed() == null) {
            return stored;
        }
        String hash = hash(tenant.seed().value());
        if (stored.seeds.contains(hash)) {
            return stored;
        }
        List<String> seeds = new ArrayList<>(stored.seeds);
        seeds.add(hash);
        if (seeds.size() > REMEMBERED_SEEDS) {
            seeds.removeFirst();
        }
        var fresh = new Stored(tenant.seed().value(), "", 0, false, List.copyOf(seeds));
        store(fresh);
        return fresh;
    }

    private Stored renew(Stored stored) throws NinjaOneException {
        if (stored.refresh.isEmpty()) {
            return byClientCredentials(stored);
        }
        Map<String, String> form = credentials("refresh_token");
        form.put("refresh_token", stored.refresh);
        Exchange.Answer answer = post(form);
        if (answer.ok() && !answer.json().path("access_token").asString("").isEmpty()) {
            String rotated = answer.json().path("refresh_token").asString("");
            Stored next =
                    stored(
                            answer.json(),
                            rotated.isEmpty() ? stored.refresh : rotated,
                            true,
                            stored);
            store(next);
            LOG.info("ninja token refreshed");
            return next;
        }
        Failure failure = answer.orFailure();
        if (!failure.code().equals("invalid_grant")) {
            throw new NinjaOneException(failure);
        }
        LOG.error(
                "ninja refresh token refused, authorise again (setup ninja); error {}",
                failure.line());
        Stored without = new Stored("", "", 0, false, stored.seeds);
        store(without);
        return byClientCredentials(without);
    }

    private Stored byClientCredentials(Stored stored) throws NinjaOneException {
        Map<String, String> form = credentials("client_credentials");
        form.put("scope", SCOPES);
        Exchange.Answer answer = post(form);
        if (!answer.ok() || answer.json().path("access_token").asString("").isEmpty()) {
            Failure failure = answer.orFailure();
            throw new NinjaOneException(
                    failure.status() >= 400 && failure.status() < 500 && failure.status() != 429
                            ? failure.as(Failure.Kind.AUTHORIZATION)
                            : failure);
        }
        Stored next = stored(answer.json(), "", false, stored);
        store(next);
        return next;
    }

    private Map<String, String> credentials(String grant) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", grant);
        form.put("client_id", tenant.clientId());
        form.put("client_secret", tenant.clientSecret().value());
        return form;
    }

    private Exchange.Answer post(Map<String, String> form) {
        String body =
                form.entrySet().stream()
                        .map(
                                field ->
                                        Tenant.encoded(field.getKey())
                                                + "="
                                                + Tenant.encoded(field.getValue()))
                        .collect(Collectors.joining("&"));
        return exchange.send(
                HttpRequest.newBuilder(tenant.token())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                tenant.deadline(),
                Permit.GIVEN);
    }

    private Stored stored(JsonNode reply, String refresh, boolean user, Stored before) {
        long seconds = reply.path("expires_in").asLong(3600);
        return new Stored(
                refresh,
                reply.path("access_token").asString(),
                clock.millis() + seconds * 1000,
                user,
                before.seeds);
    }

    private Stored read() {
        return vault.read(NAME)
                .map(json -> mapper.readValue(json, Stored.class))
                .orElse(Stored.NOTHING);
    }

    private void store(Stored stored) {
        vault.write(NAME, mapper.writeValueAsString(stored));
    }

    private static String hash(String seed) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(seed.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
