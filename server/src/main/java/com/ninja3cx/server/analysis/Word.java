package com.ninja3cx.server.analysis;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One word of a text with its place in it.
///
/// @param plain lower case, without accents; an elided word keeps its apostrophe (`n'`)
/// @param start index of its first character in the text
/// @param end index after its last character
/// @param breakBefore whether a comma, colon or dash stands before it
record Word(String plain, int start, int end, boolean breakBefore) {
    private static final Pattern WORD =
            Pattern.compile("[\\p{L}\\p{N}]+(?:['’][\\p{L}]+)*['’]?|[@#€$%]");
    private static final Pattern BREAK = Pattern.compile("[,:;–—()\"«»]|\\s-\\s");
    private static final Set<String> ELIDED =
            Set.of("n", "j", "l", "d", "s", "c", "m", "t", "qu", "jusqu", "lorsqu", "puisqu");

    /// The words of a text in order.
    static List<Word> of(String text) {
        List<Word> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        int last = 0;
        while (matcher.find()) {
            boolean broken = BREAK.matcher(text.substring(last, matcher.start())).find();
            int start = matcher.start();
            String plain = plain(matcher.group());
            int mark = plain.indexOf('\'');
            while (mark > 0
                    && mark < plain.length() - 1
                    && ELIDED.contains(plain.substring(0, mark))) {
                words.add(new Word(plain.substring(0, mark + 1), start, start + mark + 1, broken));
                start += mark + 1;
                plain = plain.substring(mark + 1);
                mark = plain.indexOf('\'');
                broken = false;
            }
            if (plain.length() > 1
                    && plain.endsWith("'")
                    && !ELIDED.contains(plain.substring(0, plain.length() - 1))) {
                plain = plain.substring(0, plain.length() - 1);
            }
            words.add(new Word(plain, start, matcher.end(), broken));
            last = matcher.end();
        }
        return List.copyOf(words);
    }

    /// Lower case without accents, same length as the text for composed Latin letters.
    static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        String lower = Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        for (int i = 0; i < lower.length(); i++) {
            char letter = lower.charAt(i) == '’' ? '\'' : lower.charAt(i);
            plain.append(
                    Normalizer.normalize(String.valueOf(letter), Normalizer.Form.NFD).charAt(0));
        }
        return plain.toString();
    }

    boolean isNumber() {
        return Character.isDigit(plain.charAt(0));
    }
}
