package com.ninja3cx.server.directory;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// Telephone numbers in one form, E.164, however somebody typed them.
public final class PhoneNumbers {

    /// How many last digits still tell people apart.
    static final int TAIL = 8;

    private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    private final String country;

    /// @param country ISO 3166 code in which numbers without `+` are read
    public PhoneNumbers(String country) {
        this.country = country;
    }

    /// All numbers in a free text such as `01 42 68 53 00 / 06 12 34 56 78`.
    Set<String> all(String text) {
        Set<String> found = new LinkedHashSet<>();
        for (String part : text.split("[/;,|]|\\bou\\b|\\bor\\b|\\bet\\b|\\band\\b")) {
            normal(part).ifPresent(found::add);
        }
        return found;
    }

    /// One number; empty for extensions, words and what is too short to be dialled from outside.
    public Optional<String> normal(String text) {
        String bare = text.strip().replaceFirst("(?i)^(sip|tel):", "").replaceFirst("@.*$", "");
        long digits = bare.chars().filter(Character::isDigit).count();
        if (digits < TAIL || bare.length() > 40) {
            return Optional.empty();
        }
        try {
            var parsed = numbers.parse(bare, country);
            if (numbers.isPossibleNumber(parsed)) {
                return Optional.of(numbers.format(parsed, PhoneNumberFormat.E164));
            }
        } catch (NumberParseException unreadable) {
            // Falls through: the digits may still match by their end.
        }
        return Optional.of(bare.replaceAll("[^0-9]", ""));
    }

    /// A number as people of the country write it.
    public String readable(String number) {
        try {
            var parsed = numbers.parse(number, country);
            boolean here =
                    numbers.getRegionCodeForNumber(parsed) != null
                            && country.equals(numbers.getRegionCodeForNumber(parsed));
            return numbers.isValidNumber(parsed)
                    ? numbers.format(
                            parsed,
                            here ? PhoneNumberFormat.NATIONAL : PhoneNumberFormat.INTERNATIONAL)
                    : number;
        } catch (NumberParseException unreadable) {
            return number;
        }
    }

    static String tail(String number) {
        String digits = number.replaceAll("[^0-9]", "");
        return digits.substring(Math.max(0, digits.length() - TAIL));
    }
}
