package com.ninja3cx.server.web;

import io.javalin.http.Context;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The language of a caller.
public final class Languages {

    /// The cookie in which a page keeps the language a person chose.
    public static final String COOKIE = "lang";

    private Languages() {}

    /// What the person chose on a page, otherwise the better liked of French and English in
    /// `Accept-Language`; French when neither is named.
    public static Locale of(Context ctx) {
        return of(ctx.cookie(COOKIE), ctx.header("Accept-Language"));
    }

    /// The same for the two values themselves.
    public static Locale of(@Nullable String chosen, @Nullable String acceptLanguage) {
        return "fr".equals(chosen) || "en".equals(chosen) ? Locale.of(chosen) : of(acceptLanguage);
    }

    private static Locale of(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank()) {
            return Locale.FRENCH;
        }
        try {
            for (Locale.LanguageRange range : Locale.LanguageRange.parse(acceptLanguage)) {
                String name = range.getRange();
                if (range.getWeight() > 0 && (name.equals("en") || name.startsWith("en-"))) {
                    return Locale.ENGLISH;
                }
                if (range.getWeight() > 0 && (name.equals("fr") || name.startsWith("fr-"))) {
                    return Locale.FRENCH;
                }
            }
        } catch (IllegalArgumentException malformed) {
            return Locale.FRENCH;
        }
        return Locale.FRENCH;
    }
}
