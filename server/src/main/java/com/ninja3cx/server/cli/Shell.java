package com.ninja3cx.server.cli;

import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.settings.Settings;
import com.ninja3cx.server.settings.SettingsException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What surrounds a command: where its settings come from, and where it writes. Every command reads
/// the same settings as the server, from the environment, `.env` and the defaults.
///
/// @param home the product's folder, whose `.env` counts
public record Shell(Map<String, String> environment, Path home, PrintStream out, PrintStream err) {

    /// The shell that this process was started from.
    public static Shell system() {
        return new Shell(System.getenv(), Settings.home(), System.out, System.err);
    }

    /// Empty = they are wrong, which has been said; the command ends with
    /// [SettingsException#EXIT_CODE].
    Optional<Settings> settings() {
        try {
            Settings settings = Settings.load(environment, home);
            settings.warnings().forEach(each -> err.println("! " + each.line(locale())));
            return Optional.of(settings);
        } catch (SettingsException e) {
            err.println(e.render(locale()));
            return Optional.empty();
        }
    }

    void say(Words words) {
        out.println(words.in(locale()));
    }

    void complain(Words words) {
        err.println(words.in(locale()));
    }

    Locale locale() {
        return Locale.getDefault();
    }
}
