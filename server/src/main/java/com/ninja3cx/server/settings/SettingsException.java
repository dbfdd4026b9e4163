package com.ninja3cx.server.settings;

import com.ninja3cx.server.i18n.Words;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The settings cannot be used; every wrong one is named, not only the first.
public final class SettingsException extends Exception {
    private static final long serialVersionUID = 1L;

    /// Exit code of a program whose configuration is wrong (`EX_CONFIG`).
    public static final int EXIT_CODE = 78;

    private final transient List<SettingsProblem> problems;
    private final transient List<SettingsProblem> warnings;

    SettingsException(List<SettingsProblem> problems, List<SettingsProblem> warnings) {
        super(render(problems, warnings, Locale.ENGLISH));
        this.problems = List.copyOf(problems);
        this.warnings = List.copyOf(warnings);
    }

    public List<SettingsProblem> problems() {
        return problems;
    }

    /// All problems, then what has no effect, one per line, for a terminal.
    public String render(Locale locale) {
        return render(problems, warnings, locale);
    }

    private static String render(
            List<SettingsProblem> problems, List<SettingsProblem> warnings, Locale locale) {
        var heading =
                new Words(
                        "Rien n'a été lancé. À corriger dans les réglages (%d) :",
                        "Nothing was started. To correct in the settings (%d):");
        return Stream.concat(
                        Stream.of(heading.in(locale).formatted(problems.size())),
                        Stream.concat(problems.stream(), warnings.stream())
                                .map(each -> "  - " + each.line(locale)))
                .collect(Collectors.joining("\n"));
    }
}
