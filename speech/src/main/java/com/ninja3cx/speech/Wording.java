package com.ninja3cx.speech;

import java.util.Locale;

/// One message for people, in the two languages of the product.
public record Wording(String french, String english) {

    /// The same in both languages: names and figures.
    public static Wording same(String text) {
        return new Wording(text, text);
    }

    /// English for English locales, French for all others.
    public String in(Locale locale) {
        return Locale.ENGLISH.getLanguage().equals(locale.getLanguage()) ? english : french;
    }
}
