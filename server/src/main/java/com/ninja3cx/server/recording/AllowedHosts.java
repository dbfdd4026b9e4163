package com.ninja3cx.server.recording;

import com.ninja3cx.server.settings.Settings;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which addresses recordings may be fetched from: the hosts of configured PBXs and
/// `RECORDING_HOSTS` (`host` or `host:port`). Private addresses are allowed for these; addresses
/// that belong to no host at all (link-local, multicast, unspecified) never are, and loopback only
/// where it was configured by that name.
final class AllowedHosts {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    /// `port` null = any.
    private record Entry(String host, @Nullable Integer port) {}

    private final List<Entry> entries = new ArrayList<>();
    private final @Nullable URI base;

    AllowedHosts(Settings.ThreeCx settings) {
        this.base = settings.url();
        if (base != null) {
            entries.add(new Entry(plain(base.getHost()), null));
        }
        for (String each : settings.recordingHosts()) {
            int colon = each.lastIndexOf(':');
            boolean port = colon > 0 && each.substring(colon + 1).matches("\\d{1,5}");
            entries.add(
                    port
                            ? new Entry(
                                    plain(each.substring(0, colon)),
                                    Integer.valueOf(each.substring(colon + 1)))
                            : new Entry(plain(each), null));
        }
    }

    /// The address a PBX named, completed where it is only a path; empty when it is none that can
    /// be fetched.
    Optional<URI> resolve(String named) {
        try {
            URI uri = new URI(named.strip().replace(" ", "%20"));
            if (!uri.isAbsolute()) {
                if (base == null) {
                    return Optional.empty();
                }
                uri = base.resolve(uri);
            }
            boolean web = "http".equals(scheme(uri)) || "https".equals(scheme(uri));
            return web && uri.getHost() != null && uri.getRawUserInfo() == null
                    ? Optional.of(uri)
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /// Whether this address may be asked, by its name and by every address the name has now.
    ///
    /// @throws UnknownHostException when the name has none
    boolean allows(URI uri) throws UnknownHostException {
        String host = plain(uri.getHost());
        boolean listed =
                entries.stream()
                        .anyMatch(
                                each ->
                                        each.host().equals(host)
                                                && (each.port() == null
                                                        || each.port() == port(uri)));
        if (!listed) {
            return false;
        }
        for (InetAddress address : InetAddress.getAllByName(host)) {
            boolean nowhere =
                    address.isAnyLocalAddress()
                            || address.isLinkLocalAddress()
                            || address.isMulticastAddress();
            if (nowhere || (address.isLoopbackAddress() && !LOOPBACK.contains(host))) {
                return false;
            }
        }
        return true;
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "https".equals(scheme(uri)) ? 443 : 80;
    }

    private static String scheme(URI uri) {
        return uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    }

    private static String plain(String host) {
        return host.toLowerCase(Locale.ROOT);
    }
}
