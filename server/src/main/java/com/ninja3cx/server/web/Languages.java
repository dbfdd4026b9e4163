package com.ninja3cx.server.web;

import io.javalin.http.Context;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The language of a caller.
public final class Languages {

    private Languages() {}

    /// What the person chose on a page (cookie `lang`), otherwise the better liked of French and
    /// English in `Accept-Language`; French when neither is named.
    public static Locale of(Context ctx) {
        String chosen = ctx.cookie("lang");
        if ("fr".equals(chosen)) {
            return Locale.FRENCH;
        }
        if ("en".equals(chosen)) {
            return Locale.ENGLISH;
        }
        return of(ctx.header("Accept-Language"));
    }

    /// The same for the header itself.
    public static Locale of(@Nullable String acceptLanguage) {
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
