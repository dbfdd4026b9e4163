package com.ninja3cx.speech;

import java.util.Locale;

/// One message for people, in the two languages of the product.
public record Wording(String french, String english) {

    /// French for French locales, English for all others.
    public String in(Locale locale) {
        return Locale.FRENCH.getLanguage().equals(locale.getLanguage()) ? french : english;
    }
}
