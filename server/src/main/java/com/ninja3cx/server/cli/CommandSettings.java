package com.ninja3cx.server.cli;

import com.ninja3cx.server.settings.Settings;
import com.ninja3cx.server.settings.SettingsException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;

/// Reads the settings for a command; what is wrong with them is printed.
final class CommandSettings {

    private CommandSettings() {}

    /// Empty = they are wrong, which has been said; the command ends with
    /// [SettingsException#EXIT_CODE].
    static Optional<Settings> read(PrintStream err) {
        Locale locale = Locale.getDefault();
        try {
            Settings settings = Settings.load(System.getenv(), Settings.home());
            settings.warnings()
                    .forEach(
                            each ->
                                    err.printf(
                                            "%s (%s): %s%n",
                                            each.key(), each.source(), each.words().in(locale)));
            return Optional.of(settings);
        } catch (SettingsException e) {
            err.println(e.render(locale));
            return Optional.empty();
        }
    }
}
