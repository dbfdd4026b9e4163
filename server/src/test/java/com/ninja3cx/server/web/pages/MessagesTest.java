package com.ninja3cx.server.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MessagesTest {

    private static final Pattern IN_SCRIPTS = Pattern.compile("\\bt\\('([a-zA-Z.]+)'");
    private static final Pattern IN_TEMPLATES = Pattern.compile("page\\.text\\(\"([a-zA-Z.]+)\"");
    private static final Pattern PLACES = Pattern.compile("\\{\\d}");

    @Test
    void bothLanguagesSayTheSameThings() {
        assertThat(Messages.ENGLISH.all().keySet()).isEqualTo(Messages.FRENCH.all().keySet());
        Messages.FRENCH
                .all()
                .forEach(
                        (key, french) ->
                                assertThat(places(Messages.ENGLISH.text(key)))
                                        .as(key)
                                        .isEqualTo(places(french)));
    }

    @Test
    void everyTextThatTheScreensAskForIsThere() throws IOException {
        var asked = new TreeSet<String>();
        asked.addAll(keys(Path.of("src/main/resources/public/js"), IN_SCRIPTS));
        asked.addAll(keys(Path.of("src/main/jte"), IN_TEMPLATES));

        assertThat(asked).hasSizeGreaterThan(50);
        assertThat(Messages.FRENCH.all().keySet()).containsAll(asked);
    }

    private static Set<String> keys(Path folder, Pattern pattern) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(MessagesTest::content)
                    .flatMap(text -> pattern.matcher(text).results())
                    .map(match -> match.group(1))
                    .collect(Collectors.toSet());
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Set<String> places(String text) {
        return PLACES.matcher(text)
                .results()
                .map(match -> match.group())
                .collect(Collectors.toSet());
    }
}
