package com.ninja3cx.server.call;

import com.ninja3cx.server.settings.Secret;
import com.ninja3cx.server.settings.Settings;
import com.ninja3cx.server.web.ClientAddress;
import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tells whether an event comes from a PBX of ours: by the secret it carries, or by an address that
/// one of the configured hosts resolves to (asked again every minute).
///
/// An address of this very machine proves nothing, because every program on it has it. It counts
/// only where no secret is set and the settings name the address itself (`127.0.0.1`, not
/// `localhost`).
final class Senders {

    /// What the sender showed.
    enum Proof {
        SECRET,
        ADDRESS,
        WRONG_SECRET,
        NONE
    }

    private static final Duration RESOLVE_EVERY = Duration.ofMinutes(1);

    private record Resolved(long atMillis, Set<InetAddress> addresses) {}

    private final @Nullable Secret secret;
    private final Set<String> hosts;
    private final Set<InetAddress> named;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Resolved> resolved = new AtomicReference<>();

    Senders(Settings.ThreeCx settings, InstantSource clock) {
        this.secret = settings.webhookSecret();
        Stream<String> pbx =
                settings.url() == null ? Stream.empty() : Stream.of(settings.url().getHost());
        this.hosts =
                Stream.concat(pbx, settings.recordingHosts().stream())
                        .map(host -> host.replaceFirst(":\\d+$", ""))
                        .collect(Collectors.toUnmodifiableSet());
        this.named = hosts.stream().flatMap(Senders::literal).collect(Collectors.toSet());
        this.clock = clock;
    }

    boolean secretSet() {
        return secret != null;
    }

    Proof proof(Context ctx) {
        String shown = shown(ctx);
        if (secret != null && shown != null && same(secret.value(), shown)) {
            return Proof.SECRET;
        }
        if (!hosts.isEmpty() && trusted(ClientAddress.of(ctx))) {
            return Proof.ADDRESS;
        }
        return secret != null && shown != null ? Proof.WRONG_SECRET : Proof.NONE;
    }

    private boolean trusted(InetAddress from) {
        if (ours(from)) {
            return secret == null && named.contains(from);
        }
        return addresses().contains(from);
    }

    private static boolean ours(InetAddress address) {
        try {
            return address.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException unknown) {
            return false;
        }
    }

    private static Stream<InetAddress> literal(String host) {
        try {
            return Stream.of(InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")));
        } catch (IllegalArgumentException name) {
            return Stream.empty();
        }
    }

    private static @Nullable String shown(Context ctx) {
        String header = ctx.header("X-Webhook-Secret");
        if (header != null) {
            return header.strip();
        }
        String authorization = ctx.header("Authorization");
        if (authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return authorization.substring(7).strip();
        }
        return ctx.queryParam("secret");
    }

    private static boolean same(String a, String b) {
        return MessageDigest.isEqual(
                a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    private Set<InetAddress> addresses() {
        Resolved last = resolved.get();
        long now = clock.millis();
        if (last != null && now - last.atMillis() < RESOLVE_EVERY.toMillis()) {
            return last.addresses();
        }
        Set<InetAddress> addresses =
                hosts.stream().flatMap(Senders::resolve).collect(Collectors.toSet());
        resolved.set(new Resolved(now, addresses));
        return addresses;
    }

    private static Stream<InetAddress> resolve(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host));
        } catch (UnknownHostException notNow) {
            return Stream.empty();
        }
    }
}
