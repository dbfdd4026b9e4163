package com.ninja3cx.server.analysis;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The two languages calls are analysed in.
public enum Language {
    FRENCH("fr", Locale.FRENCH),
    ENGLISH("en", Locale.ENGLISH);

    private static final Set<String> FRENCH_WORDS =
            Set.of(
                    "le", "la", "les", "je", "j'", "vous", "est", "et", "pas", "ne", "n'", "que",
                    "qu'", "c'", "il", "elle", "mon", "ma", "de", "du", "d'", "l'", "un", "une",
                    "bonjour", "merci", "oui", "plus", "pour", "dans", "au", "sur", "nous", "ca");
    private static final Set<String> ENGLISH_WORDS =
            Set.of(
                    "the", "i", "you", "is", "it", "and", "to", "my", "not", "that", "this", "of",
                    "in", "we", "have", "can", "hello", "hi", "thank", "thanks", "yes", "i'm",
                    "it's", "don't", "can't", "please", "for", "with", "your", "what", "was");

    private final String code;
    private final Locale locale;

    Language(String code, Locale locale) {
        this.code = code;
        this.locale = locale;
    }

    /// ISO 639-1, also the name of the folder with the word lists.
    public String code() {
        return code;
    }

    public Locale locale() {
        return locale;
    }

    /// The language of most small words; French when nothing tells.
    public static Language of(List<Turn> turns) {
        int french = 0;
        int english = 0;
        for (var turn : turns) {
            for (var word : Word.of(turn.text())) {
                french += FRENCH_WORDS.contains(word.plain()) ? 1 : 0;
                english += ENGLISH_WORDS.contains(word.plain()) ? 1 : 0;
            }
        }
        return english > french ? ENGLISH : FRENCH;
    }
}
