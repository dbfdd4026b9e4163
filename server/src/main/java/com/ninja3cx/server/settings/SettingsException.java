package com.ninja3cx.server.settings;

import com.ninja3cx.server.i18n.Words;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The settings cannot be used; every wrong one is named, not only the first.
public final class SettingsException extends Exception {
    private static final long serialVersionUID = 1L;

    /// Exit code of a program whose configuration is wrong (`EX_CONFIG`).
    public static final int EXIT_CODE = 78;

    private final transient List<SettingsProblem> problems;

    SettingsException(List<SettingsProblem> problems) {
        super(render(problems, Locale.ENGLISH));
        this.problems = List.copyOf(problems);
    }

    public List<SettingsProblem> problems() {
        return problems;
    }

    /// All problems, one per line, for a terminal.
    public String render(Locale locale) {
        return render(problems, locale);
    }

    private static String render(List<SettingsProblem> problems, Locale locale) {
        var heading =
                new Words(
                        "Le serveur ne démarre pas : %d réglage(s) à corriger.",
                        "The server does not start: %d setting(s) to correct.");
        return problems.stream()
                .map(p -> "  - %s (%s): %s".formatted(p.key(), p.source(), p.words().in(locale)))
                .collect(
                        Collectors.joining(
                                "\n", heading.in(locale).formatted(problems.size()) + "\n", ""));
    }
}
