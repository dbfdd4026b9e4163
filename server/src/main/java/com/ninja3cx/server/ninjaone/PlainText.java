package com.ninja3cx.server.ninjaone;

/// Text as every JSON reader and database takes it.
final class PlainText {

    private static final char REPLACEMENT = '\uFFFD';

    private PlainText() {}

    /// Control characters become blanks (line ends and tabs stay), halves of a character become the
    /// replacement character. The length stays the same.
    static String of(String text) {
        var plain = new StringBuilder(text.length());
        text.codePoints()
                .map(
                        each -> {
                            boolean half =
                                    each >= Character.MIN_SURROGATE
                                            && each <= Character.MAX_SURROGATE;
                            boolean kept = each == '\n' || each == '\r' || each == '\t';
                            return half
                                    ? REPLACEMENT
                                    : Character.isISOControl(each) && !kept ? ' ' : each;
                        })
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    /// The same on one line.
    static String line(String text) {
        return of(text).replaceAll("[\\n\\r\\t]", " ");
    }
}
