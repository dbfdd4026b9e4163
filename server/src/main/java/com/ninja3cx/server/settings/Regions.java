package com.ninja3cx.server.settings;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// NinjaOne's public instances. Each knows only its own customers; brands have hosts of their own.
public final class Regions {

    private static final Map<String, String> HOSTS =
            new TreeMap<>(
                    Map.of(
                            "app", "app.ninjarmm.com",
                            "us2", "us2.ninjarmm.com",
                            "eu", "eu.ninjarmm.com",
                            "ca", "ca.ninjarmm.com",
                            "oc", "oc.ninjarmm.com",
                            "fed", "fed.ninjarmm.com"));

    private Regions() {}

    /// The address of a region by its short name, `us` for `app` included.
    public static Optional<URI> byName(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        return Optional.ofNullable(HOSTS.get(key.equals("us") ? "app" : key)).map(Regions::address);
    }

    /// The short names, for a person.
    static String names() {
        return String.join(", ", HOSTS.keySet());
    }

    /// All other instances than this one; none where this one is no public instance.
    public static List<URI> others(URI base) {
        return HOSTS.containsValue(base.getHost())
                ? HOSTS.values().stream()
                        .filter(host -> !host.equals(base.getHost()))
                        .map(Regions::address)
                        .toList()
                : List.of();
    }

    private static URI address(String host) {
        return URI.create("https://" + host);
    }
}
