package com.ninja3cx.simulator.demo;

import java.util.Locale;
import java.util.Map;

/// The language people are spoken to in.
public enum Language {
    FR(Locale.FRANCE),
    EN(Locale.UK);

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    public Locale locale() {
        return locale;
    }

    /// French, unless the locale of the shell is English.
    public static Language ofEnvironment(Map<String, String> environment) {
        for (String name : new String[] {"LC_ALL", "LC_MESSAGES", "LANG"}) {
            String value = environment.getOrDefault(name, "");
            if (!value.isEmpty()) {
                return value.toLowerCase(Locale.ROOT).startsWith("en") ? EN : FR;
            }
        }
        return FR;
    }
}
