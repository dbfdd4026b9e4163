package com.ninja3cx.server.ninjaone;

import com.ninja3cx.server.db.Leases;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The access token in force. A refresh makes the old refresh token void at once, so that the new
/// one is stored, encrypted, before the access token beside it is used; one refresh runs at a time,
/// over all nodes of one database. Without a living refresh token the client credentials serve.
final class AccessTokens {

    private static final Logger LOG = LoggerFactory.getLogger(AccessTokens.class);
    private static final String LEASE = "ninjaone.tokens";
    private static final int WAITS = 100;
    private static final Duration WAIT = Duration.ofMillis(500);

    /// How long a machine token is used before looking whether a technician has authorised.
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    /// How long a refused application is not asked for a token again.
    private static final Duration REST = Duration.ofSeconds(30);

    private final Tenant tenant;
    private final TokenRequests requests;
    private final TokenStore store;
    private final Leases leases;
    private final InstantSource clock;
    private final Pause pause;
    private final String node = UUID.randomUUID().toString();
    private final ReentrantLock lock = new ReentrantLock();
    private StoredTokens current = StoredTokens.NOTHING;
    private Instant readAt = Instant.EPOCH;
    private @Nullable NinjaOneException refusal;
    private Instant refusedAt = Instant.EPOCH;

    AccessTokens(
            Tenant tenant,
            TokenRequests requests,
            TokenStore store,
            Leases leases,
            InstantSource clock,
            Pause pause) {
        this.tenant = tenant;
        this.requests = requests;
        this.store = store;
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
            if (!current.user() && clock.instant().isAfter(readAt.plus(LOOK_AGAIN))) {
                current = read();
            }
            if (!current.usable(rejected, clock.instant()) || newSeed(current)) {
                rested();
                current = renewed(rejected);
            }
            return current.access();
        } finally {
            lock.unlock();
        }
    }

    /// Another token than this one where a technician authorised since; null otherwise.
    @Nullable String technicians(String refused) {
        lock.lock();
        try {
            StoredTokens stored = read();
            if (stored.user() && stored.usable(refused, clock.instant())) {
                current = stored;
                return stored.access();
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /// What is stored, as far as it is known without asking NinjaOne.
    StoredTokens stored() {
        return store.read();
    }

    /// A person authorised: the code becomes tokens, which replace all others.
    StoredTokens connect(String code, URI redirect, String verifier) throws NinjaOneException {
        TokenReply reply = requests.byCode(code, redirect, verifier);
        lock.lock();
        try {
            current =
                    store.change(
                            stored -> {
                                // An older seed must not replace what a person has just given.
                                StoredTokens before =
                                        tenant.seed() == null
                                                ? stored
                                                : stored.remembering(
                                                        TokenStore.hash(tenant.seed().value()));
                                return before.connected(reply, clock.instant());
                            });
            refusal = null;
            LOG.info("ninja authorised, scopes {}", current.scope());
            return current;
        } finally {
            lock.unlock();
        }
    }

    private StoredTokens read() {
        readAt = clock.instant();
        return store.read();
    }

    /// An application that was refused is left alone for a while, unless somebody authorised it.
    private void rested() throws NinjaOneException {
        NinjaOneException last = refusal;
        if (last == null || clock.instant().isAfter(refusedAt.plus(REST))) {
            return;
        }
        StoredTokens stored = read();
        if (stored.refresh().isEmpty()) {
            throw last;
        }
    }

    private StoredTokens renewed(@Nullable String rejected) throws NinjaOneException {
        for (int i = 0; i < WAITS; i++) {
            Optional<Leases.Lease> lease =
                    leases.acquire(LEASE, node, tenant.deadline().multipliedBy(2));
            if (lease.isPresent()) {
                try {
                    StoredTokens stored = seeded(read());
                    return stored.usable(rejected, clock.instant()) ? stored : renew(stored);
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
            StoredTokens other = read();
            if (other.usable(rejected, clock.instant())) {
                return other;
            }
        }
        throw new NinjaOneException(
                Failure.local(
                        Failure.Kind.NOT_REACHED, "token_wait", "another node renews the token"));
    }

    /// A token of the application alone is no reason to leave a new seed unused.
    private boolean newSeed(StoredTokens stored) {
        return !stored.user()
                && tenant.seed() != null
                && !stored.seeds().contains(TokenStore.hash(tenant.seed().value()));
    }

    /// A seed that was never seen replaces what is stored, once.
    private StoredTokens seeded(StoredTokens stored) {
        if (tenant.seed() == null) {
            return stored;
        }
        String seed = tenant.seed().value();
        String hash = TokenStore.hash(seed);
        return stored.seeds().contains(hash)
                ? stored
                : store.change(now -> now.seeds().contains(hash) ? now : now.seeded(seed, hash));
    }

    private StoredTokens renew(StoredTokens stored) throws NinjaOneException {
        if (stored.refresh().isEmpty()) {
            return byClientCredentials();
        }
        try {
            StoredTokens next =
                    store.refreshed(stored.refresh(), requests.byRefreshToken(stored.refresh()));
            LOG.info("ninja token refreshed");
            return next;
        } catch (NinjaOneException e) {
            if (!e.failure().deadToken()) {
                LOG.warn("ninja token not refreshed, error {}", e.failure().line());
                throw e;
            }
            StoredTokens now = store.refused(stored.refresh(), clock.instant(), e.failure().line());
            if (!now.refresh().isEmpty()) {
                return now.usable(null, clock.instant()) ? now : renew(now);
            }
            LOG.error(
                    "ninja refresh token refused: tickets wait until a technician authorises again"
                            + " (Administration > NinjaOne, or ./ninja setup ninja); error {}",
                    e.failure().line());
            return byClientCredentials();
        }
    }

    private StoredTokens byClientCredentials() throws NinjaOneException {
        try {
            StoredTokens stored = store.machine(requests.byClientCredentials());
            refusal = null;
            return stored;
        } catch (NinjaOneException e) {
            if (e.failure().kind() == Failure.Kind.AUTHORIZATION) {
                refusal = e;
                refusedAt = clock.instant();
            }
            throw e;
        }
    }
}
