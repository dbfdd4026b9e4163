package com.ninja3cx.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The pages about settings name every setting there is, and none that there is not.
class SettingsPagesTest {

    private static final Pattern READ = Pattern.compile("\"([A-Z][A-Z_]{3,})\"");
    private static final Pattern TOLD = Pattern.compile("`([A-Z][A-Z_]{3,})`");

    @ParameterizedTest
    @ValueSource(strings = {"../docs/settings.md", "../docs/settings.fr.md"})
    void everySettingIsOnThePageAndNoOther(String page) throws IOException {
        Path reader = Path.of("src/main/java/com/ninja3cx/server/settings/SettingsReader.java");

        assertThat(names(Path.of(page), TOLD)).isEqualTo(names(reader, READ));
    }

    private static TreeSet<String> names(Path file, Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(file))
                .results()
                .map(MatchResult::group)
                .map(quoted -> quoted.substring(1, quoted.length() - 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
