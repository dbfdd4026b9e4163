package com.ninja3cx.server.ninjaone;

import com.ninja3cx.server.Sha256;
import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.vault.Vault;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A person authorises the application: NinjaOne's page, then a code that becomes tokens
/// (authorization code with PKCE).
///
/// What was begun is kept in the database, encrypted: the code may come back to another node than
/// the one that began, to the running server while a command waits, or by hand. Each `state` serves
/// once, for [#LIFE].
public final class SignIn {

    /// What the application asks for. Without `offline_access` there is no refresh token.
    public static final List<String> SCOPES = List.of("monitoring", "management", "offline_access");

    static final Duration LIFE = Duration.ofMinutes(15);
    private static final int MOST = 10;
    private static final String NAME = "ninjaone.signin";

    /// @param page where the person goes
    /// @param state recognises the answer
    public record Begun(URI page, String state) {}

    /// How it went.
    ///
    /// @param connected whether a technician's token is stored now
    /// @param words what happened, why, what to do
    public record Ended(boolean connected, Words words) {}

    private final NinjaOne ninja;
    private final Database database;
    private final Vault vault;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final JsonMapper mapper = new JsonMapper();

    /// @param random a secure one
    public SignIn(
            NinjaOne ninja,
            Database database,
            Vault vault,
            InstantSource clock,
            RandomGenerator random) {
        this.ninja = ninja;
        this.database = database;
        this.vault = vault;
        this.clock = clock;
        this.random = random;
    }

    /// @param redirect where NinjaOne sends the person back: must be registered there character for
    ///   character
    /// @param fromPage whether only an administrator's browser may end it
    public Begun begin(URI redirect, boolean fromPage) {
        String state = secret();
        String verifier = secret() + secret();
        var pending =
                new PendingSignIn(
                        hash(state),
                        verifier,
                        redirect.toString(),
                        fromPage,
                        clock.instant().plus(LIFE).toEpochMilli(),
                        null);
        change(
                all -> {
                    all.add(pending);
                    return null;
                });
        return new Begun(page(redirect, state, verifier), state);
    }

    private URI page(URI redirect, String state, String verifier) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", ninja.tenant().clientId());
        query.put("redirect_uri", redirect.toString());
        query.put("scope", String.join(" ", SCOPES));
        query.put("state", state);
        query.put("code_challenge", hash(verifier));
        query.put("code_challenge_method", "S256");
        return ninja.tenant().authorize(query);
    }

    /// What NinjaOne's page would say to somebody not signed in; empty = it opens.
    public Optional<Words> trouble(Begun begun) {
        return ninja.probe().page(begun.page()).map(Advice::authorizePage);
    }

    /// Ends a sign-in with the address to which NinjaOne sent the browser back.
    ///
    /// @param address the whole of it, as pasted, or its query
    /// @param administrator whether an administrator's browser brings it
    public Ended complete(String address, boolean administrator) {
        Map<String, String> query = query(address);
        String state = query.getOrDefault("state", "");
        Optional<PendingSignIn> taken = take(state, administrator);
        if (taken.isEmpty()) {
            return new Ended(false, query.isEmpty() ? Advice.noAddress() : Advice.unknownState());
        }
        PendingSignIn pending = taken.get();
        Ended ended = ended(query, pending);
        change(
                all -> {
                    all.removeIf(each -> each.stateHash().equals(pending.stateHash()));
                    all.add(pending.endedWith(ended.connected(), ended.words()));
                    return null;
                });
        return ended;
    }

    private Ended ended(Map<String, String> query, PendingSignIn pending) {
        String code = query.get("code");
        if (code == null || code.isBlank()) {
            return new Ended(
                    false,
                    Advice.denied(
                            query.getOrDefault("error", ""),
                            query.getOrDefault("error_description", "")));
        }
        try {
            StoredTokens stored =
                    ninja.tokens()
                            .connect(code, URI.create(pending.redirect()), pending.verifier());
            return new Ended(
                    true, stored.refresh().isEmpty() ? Advice.noRefresh() : Advice.connected());
        } catch (NinjaOneException e) {
            return new Ended(false, Advice.code(e.failure(), ninja.tenant()));
        }
    }

    /// How the sign-in with this state ended; empty while it runs.
    public Optional<Ended> ended(String state) {
        String hash = hash(state);
        return vault.read(NAME).map(this::parse).orElseGet(List::of).stream()
                .filter(each -> each.stateHash().equals(hash))
                .flatMap(each -> Optional.ofNullable(each.ended()).stream())
                .map(each -> new Ended(each.connected(), each.words()))
                .findFirst();
    }

    /// The sign-in with this state, which nobody else can take any more.
    private Optional<PendingSignIn> take(String state, boolean administrator) {
        String hash = hash(state);
        return Optional.ofNullable(
                change(
                        all -> {
                            PendingSignIn found =
                                    all.stream()
                                            .filter(each -> each.stateHash().equals(hash))
                                            .filter(each -> each.ended() == null)
                                            .filter(each -> administrator || !each.fromPage())
                                            .findFirst()
                                            .orElse(null);
                            all.remove(found);
                            return found;
                        }));
    }

    @FunctionalInterface
    private interface Change {
        @Nullable PendingSignIn apply(List<PendingSignIn> all);
    }

    private @Nullable PendingSignIn change(Change change) {
        return database.<Optional<PendingSignIn>>write(
                        handle -> {
                            database.lock(handle, NAME);
                            List<PendingSignIn> all =
                                    new ArrayList<>(
                                            vault.read(handle, NAME)
                                                    .map(this::parse)
                                                    .orElseGet(List::of));
                            all.removeIf(each -> each.expiresAt() <= clock.millis());
                            PendingSignIn result = change.apply(all);
                            while (all.size() > MOST) {
                                all.removeFirst();
                            }
                            vault.write(handle, NAME, mapper.writeValueAsString(all));
                            return Optional.ofNullable(result);
                        })
                .orElse(null);
    }

    private List<PendingSignIn> parse(String json) {
        return List.of(mapper.readValue(json, PendingSignIn[].class));
    }

    private String secret() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String hash(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(text));
    }

    private static Map<String, String> query(String address) {
        String bare = address.strip().replaceFirst("#.*$", "");
        String text = bare.substring(bare.indexOf('?') + 1);
        Map<String, String> query = new LinkedHashMap<>();
        Arrays.stream(text.split("&"))
                .map(each -> each.split("=", 2))
                .filter(each -> each.length == 2)
                .forEach(each -> query.putIfAbsent(each[0], Tenant.decoded(each[1])));
        return query;
    }
}
