package com.ninja3cx.server.call;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Takes apart what a PBX prints for a party: a number, a name, or `Name (number)` in any order.
record PhoneText(@Nullable String number, @Nullable String name) {

    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9][0-9 ().\\-/]{1,24}|[0-9*#]+");
    private static final Pattern EMBEDDED = Pattern.compile("\\+?\\d[\\d .\\-/]*\\d");

    static PhoneText of(@Nullable String text) {
        if (text == null) {
            return new PhoneText(null, null);
        }
        String plain = text.replaceFirst("(?i)^(sip|tel):", "").replaceFirst("@.*$", "").strip();
        if (NUMBER.matcher(plain).matches()) {
            return new PhoneText(compact(plain), null);
        }
        Matcher embedded = EMBEDDED.matcher(plain);
        if (embedded.find() && digits(embedded.group()).length() >= 3) {
            String name = plain.replace(embedded.group(), " ").replaceAll("[()<>\\[\\]:;,]", " ");
            String trimmed = name.replaceAll("\\s+", " ").replaceAll("^[- ]+|[- ]+$", "");
            return new PhoneText(compact(embedded.group()), trimmed.isEmpty() ? null : trimmed);
        }
        return new PhoneText(null, plain.isEmpty() ? null : plain);
    }

    static String digits(String number) {
        return number.replaceAll("\\D", "");
    }

    /// Whether both can be the same party: one not known, equal, or at least seven last digits the
    /// same (`+33 1 42…` and `01 42…`).
    static boolean compatible(@Nullable String a, @Nullable String b) {
        return a == null || b == null || same(a, b);
    }

    static boolean same(String a, String b) {
        String x = digits(a);
        String y = digits(b);
        if (x.equals(y)) {
            return !x.isEmpty() || a.equals(b);
        }
        int common = 0;
        while (common < Math.min(x.length(), y.length())
                && x.charAt(x.length() - 1 - common) == y.charAt(y.length() - 1 - common)) {
            common++;
        }
        return common >= 7;
    }

    /// Short enough to be an extension.
    static boolean internal(@Nullable String number) {
        return number != null && !number.startsWith("+") && digits(number).length() <= 5;
    }

    private static String compact(String number) {
        return number.replaceAll("[ ().\\-/]", "");
    }
}
