package com.ninja3cx.server.web.pages;

import com.ninja3cx.server.analysis.Category;
import com.ninja3cx.server.analysis.Language;
import com.ninja3cx.server.web.Json;
import com.ninja3cx.server.web.Languages;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What every template knows of its reader. `language` is `fr` or `en`, `theme` is `light`, `dark`
/// or `auto` (as the reader's system says).
public record Page(String language, String theme) {

    /// Words that only templates use; the scripts get all others.
    private static final List<String> FOR_TEMPLATES_ONLY =
            List.of("welcome.", "rail.", "ninja.", "authorised.");

    public Page {
        if (!language.equals("fr") && !language.equals("en")) {
            throw new IllegalArgumentException("language is fr or en, not " + language);
        }
        if (!List.of("light", "dark", "auto").contains(theme)) {
            throw new IllegalArgumentException("theme is light, dark or auto, not " + theme);
        }
    }

    /// The reader's choice (cookies `lang` and `theme`), otherwise what the browser prefers
    /// (`Accept-Language`), otherwise French.
    static Page of(Context context) {
        String language = Languages.of(context).getLanguage();
        String theme =
                Optional.ofNullable(context.cookie("theme"))
                        .filter(chosen -> chosen.equals("light") || chosen.equals("dark"))
                        .orElse("auto");
        return new Page(language, theme);
    }

    /// The words under `key` in the reader's language.
    public String text(String key) {
        return Messages.in(language).text(key);
    }

    /// A category of tickets in the reader's language.
    public record Named(String id, String name) {}

    /// All categories of tickets.
    public List<Named> categories() {
        Language reader = language.equals("fr") ? Language.FRENCH : Language.ENGLISH;
        return Arrays.stream(Category.values())
                .map(each -> new Named(each.id(), each.label(reader)))
                .toList();
    }

    /// The words for a remark about a row; names of fields stand for "needs these".
    public String remark(String remark) {
        return switch (remark) {
            case "filtered", "default", "inactive" -> text("ninja.remark." + remark);
            default -> text("ninja.remark.required") + " " + remark;
        };
    }

    public String otherLanguage() {
        return language.equals("fr") ? "en" : "fr";
    }

    /// The words that the scripts of the page need, as JSON.
    public String script() {
        Map<String, String> words = new TreeMap<>(Messages.in(language).all());
        words.keySet().removeIf(key -> FOR_TEMPLATES_ONLY.stream().anyMatch(key::startsWith));
        return Json.MAPPER.writeValueAsString(words);
    }
}
