package com.ninja3cx.server.i18n;

import java.util.Locale;

/// One sentence for a person, in both languages of the product.
public record Words(String french, String english) {

    /// English for English-speaking locales, French for all others.
    public String in(Locale locale) {
        return locale.getLanguage().equals("en") ? english : french;
    }
}
