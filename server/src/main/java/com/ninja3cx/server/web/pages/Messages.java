package com.ninja3cx.server.web.pages;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;

/// The words of every screen in one language. Both languages have the same keys: a test sees to it.
final class Messages {

    static final Messages FRENCH = read("fr");
    static final Messages ENGLISH = read("en");

    private final Map<String, String> words;

    private Messages(Map<String, String> words) {
        this.words = words;
    }

    /// The words of `language`, `fr` or `en`.
    static Messages in(String language) {
        return language.equals("en") ? ENGLISH : FRENCH;
    }

    /// The words under `key`. A key without words is an error in the program.
    String text(String key) {
        return Objects.requireNonNull(words.get(key), () -> "no words for " + key);
    }

    Map<String, String> all() {
        return words;
    }

    private static Messages read(String language) {
        String name = "/messages/messages_" + language + ".properties";
        try (var stream = Messages.class.getResourceAsStream(name)) {
            var properties = new Properties();
            properties.load(
                    new InputStreamReader(
                            Objects.requireNonNull(stream, name), StandardCharsets.UTF_8));
            var words = new TreeMap<String, String>();
            properties
                    .stringPropertyNames()
                    .forEach(key -> words.put(key, properties.getProperty(key)));
            return new Messages(Collections.unmodifiableMap(words));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
