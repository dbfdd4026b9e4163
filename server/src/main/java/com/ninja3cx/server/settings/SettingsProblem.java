package com.ninja3cx.server.settings;

import com.ninja3cx.server.i18n.Words;
import java.util.Locale;

/// One wrong setting: which key, where it was written, what is wrong and what is allowed.
///
/// @param key `?` = the line has no readable name; `*` = the whole file
/// @param source such as `.env` or `environment`; `-` = written nowhere
public record SettingsProblem(String key, String source, Words words) {

    /// As a person reads it in a terminal.
    public String line(Locale locale) {
        String where =
                key.equals("?") || key.equals("*")
                        ? source
                        : source.equals("-") ? key : "%s (%s)".formatted(key, source);
        return new Words(where + " : " + words.french(), where + ": " + words.english()).in(locale);
    }
}
