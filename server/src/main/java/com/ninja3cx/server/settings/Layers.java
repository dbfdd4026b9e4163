package com.ninja3cx.server.settings;

import com.ninja3cx.server.i18n.Words;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Values from several sources, the first source that has a key wins, read into types. What is
/// wrong is collected instead of thrown, so that all of it can be told at once. A blank value
/// counts as not set.
final class Layers {

    /// One source, named as the operator knows it.
    record Layer(String name, Map<String, String> values) {}

    private final List<Layer> layers;
    private final List<SettingsProblem> problems = new ArrayList<>();
    private final Set<String> known = new LinkedHashSet<>();

    Layers(List<Layer> layers) {
        this.layers = layers;
    }

    List<SettingsProblem> problems() {
        return problems;
    }

    /// Every key asked for so far.
    Set<String> known() {
        return known;
    }

    @Nullable String text(String key) {
        return find(key).map(Found::value).orElse(null);
    }

    String text(String key, String otherwise) {
        return find(key).map(Found::value).orElse(otherwise);
    }

    @Nullable Secret secret(String key) {
        return find(key).map(found -> new Secret(found.value())).orElse(null);
    }

    int number(String key, int otherwise, int min, int max) {
        Integer value = numberOrNull(key, min, max);
        return value == null ? otherwise : value;
    }

    @Nullable Integer numberOrNull(String key, int min, int max) {
        return parse(
                key,
                value -> {
                    int number = Integer.parseInt(value);
                    return number < min || number > max ? Optional.empty() : Optional.of(number);
                },
                value ->
                        new Words(
                                "« %s » n'est pas un nombre entier de %d à %d"
                                        .formatted(value, min, max),
                                "“%s” is no whole number from %d to %d"
                                        .formatted(value, min, max)));
    }

    boolean flag(String key, boolean otherwise) {
        Boolean value =
                parse(
                        key,
                        text ->
                                switch (text.toLowerCase(Locale.ROOT)) {
                                    case "true", "yes", "on", "1", "oui" -> Optional.of(true);
                                    case "false", "no", "off", "0", "non" -> Optional.of(false);
                                    default -> Optional.empty();
                                },
                        text ->
                                new Words(
                                        "« %s » n'est ni true ni false".formatted(text),
                                        "“%s” is neither true nor false".formatted(text)));
        return value == null ? otherwise : value;
    }

    String choice(String key, String otherwise, List<String> allowed) {
        String value =
                parse(
                        key,
                        text ->
                                allowed.stream()
                                        .filter(each -> each.equalsIgnoreCase(text))
                                        .findFirst(),
                        text ->
                                new Words(
                                        "« %s » n'existe pas ; possibles : %s"
                                                .formatted(text, String.join(", ", allowed)),
                                        "“%s” does not exist; possible: %s"
                                                .formatted(text, String.join(", ", allowed))));
        return value == null ? otherwise : value;
    }

    @Nullable URI url(String key) {
        return parse(
                key,
                Layers::web,
                text ->
                        new Words(
                                "« %s » n'est pas une adresse http:// ou https://".formatted(text),
                                "“%s” is no http:// or https:// address".formatted(text)));
    }

    /// A web address without slashes at its end.
    static Optional<URI> web(String text) {
        try {
            var uri = new URI(text.replaceAll("/+$", ""));
            boolean web =
                    "http".equalsIgnoreCase(uri.getScheme())
                            || "https".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    Path path(String key, Path otherwise, Path base) {
        String value = text(key);
        if (value == null) {
            return otherwise;
        }
        String home = System.getProperty("user.home");
        String expanded = value.startsWith("~/") ? home + value.substring(1) : value;
        return base.resolve(expanded).normalize();
    }

    List<String> list(String key) {
        String value = text(key, "");
        return List.of(value.split("[,;\\s]+")).stream().filter(each -> !each.isBlank()).toList();
    }

    /// A value of a type of its own; `read` gives empty (or throws) for what is not allowed.
    <T> @Nullable T parse(
            String key, Function<String, Optional<T>> read, Function<String, Words> complaint) {
        Optional<Found> found = find(key);
        if (found.isEmpty()) {
            return null;
        }
        Optional<T> value;
        try {
            value = read.apply(found.get().value());
        } catch (IllegalArgumentException notReadable) {
            value = Optional.empty();
        }
        if (value.isEmpty()) {
            complain(key, complaint.apply(found.get().value()));
        }
        return value.orElse(null);
    }

    void complain(String key, Words words) {
        problems.add(new SettingsProblem(key, source(key), words));
    }

    /// Where a value comes from.
    String source(String key) {
        return find(key).map(Found::layer).orElse("-");
    }

    private record Found(String layer, String value) {}

    private Optional<Found> find(String key) {
        known.add(key);
        for (Layer layer : layers) {
            String value = layer.values().get(key);
            if (value != null && !value.isBlank()) {
                return Optional.of(new Found(layer.name(), value.strip()));
            }
        }
        return Optional.empty();
    }
}
