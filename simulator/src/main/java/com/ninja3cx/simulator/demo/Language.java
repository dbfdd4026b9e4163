package com.ninja3cx.simulator.demo;

import java.util.Locale;

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

    /// French, unless this process was told to speak English.
    public static Language ofProcess() {
        return Locale.getDefault().getLanguage().equals(Locale.ENGLISH.getLanguage()) ? EN : FR;
    }
}
