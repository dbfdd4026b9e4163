package com.ninja3cx.server.directory;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Telephone numbers in one form, E.164, however somebody typed them or a telephone system sent
/// them: with spaces and dots, `00` or `+`, RFC 3966 (`tel:`), SIP addresses, extensions behind.
public final class PhoneNumbers {

    /// How many last digits still tell people apart.
    static final int TAIL = 8;

    private static final int LONGEST = 120;
    private static final int LONGEST_EXTENSION = 6;

    /// What telephone systems put where a caller hides the number; the digits spell ANONYMOUS.
    private static final Set<String> HIDDEN = Set.of("266696687", "0000000000", "00000000");

    private static final Pattern SIP = Pattern.compile("(?i).*?\\bsips?:([^@;?>\\s:]*)[^\\s]*.*");
    private static final Pattern EXTENSION =
            Pattern.compile(
                    "(?i)[\\s,;.(-]*(?<!\\p{L})(?:poste|post|extension|extn?\\.?|ligne|interne?|int\\."
                            + "|durchwahl|dw|x|#)\\s*[.:=#-]?\\s*(\\d{1,6})\\s*\\)?\\s*$");
    private static final Pattern SEPARATOR =
            Pattern.compile(
                    "[/|\\n]|\\s[-–]\\s|\\b(?:ou|or|et|and|und)\\b|[,;](?!\\s*(?:ext|post|isub|phone-))");

    private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    private final String country;

    /// A number as far as it can be understood.
    ///
    /// @param text E.164 where `certain`, otherwise the digits as they came
    /// @param certain it exists in a country's numbering plan; digits alone can match by their end
    ///   only
    /// @param national the digits without country code, trunk zeros and outside line
    /// @param shared an extension stood behind it: others answer there too
    record Dialled(String text, boolean certain, String national, boolean shared) {

        String tail() {
            return national.substring(Math.max(0, national.length() - TAIL));
        }

        /// Whether both can be one telephone: two certain numbers only if they are equal, others
        /// when the shorter is the end of the longer.
        boolean couldBe(Dialled other) {
            if (certain && other.certain) {
                return text.equals(other.text);
            }
            return national.endsWith(other.national) || other.national.endsWith(national);
        }
    }

    /// @param country ISO 3166 code in which numbers without `+` are read
    public PhoneNumbers(String country) {
        this.country = country;
    }

    String country() {
        return country;
    }

    /// All numbers in a free text such as `01 42 68 53 00 / 06 12 34 56 78`.
    Set<Dialled> all(String text) {
        Set<Dialled> found = new LinkedHashSet<>();
        for (String part : SEPARATOR.split(text)) {
            Optional<Dialled> one = read(part);
            if (one.isPresent() && one.get().certain()) {
                found.add(one.get());
                continue;
            }
            int before = found.size();
            if (part.chars().filter(Character::isDigit).count() > TAIL) {
                for (var match : numbers.findNumbers(part, country, Leniency.VALID, 100)) {
                    found.add(certain(match.number()));
                }
            }
            if (found.size() == before) {
                one.ifPresent(found::add);
            }
        }
        return found;
    }

    /// One number; empty for extensions, hidden numbers, words and what is too short to be dialled
    /// from outside.
    Optional<Dialled> read(String text) {
        String bare = bare(text);
        boolean rfc3966 = bare.regionMatches(true, 0, "tel:", 0, 4);
        Matcher extension = EXTENSION.matcher(bare);
        boolean shared = !rfc3966 && extension.find();
        String number = shared ? bare.substring(0, extension.start()) : bare;
        String digits = digits(rfc3966 ? number.replaceFirst(";.*$", "") : number);
        boolean words = !rfc3966 && number.chars().anyMatch(Character::isLetter);
        if (words || bare.length() > LONGEST || (digits.length() < TAIL && !number.contains(";"))) {
            return Optional.empty();
        }
        if (HIDDEN.contains(digits) || digits.chars().distinct().count() < 2) {
            return Optional.empty();
        }
        try {
            PhoneNumber parsed = numbers.parse(number, country);
            boolean abroad = number.contains("+") || digits.startsWith("00");
            if (numbers.isValidNumber(parsed) || (abroad && numbers.isPossibleNumber(parsed))) {
                Dialled one = certain(parsed);
                return Optional.of(
                        new Dialled(one.text(), true, one.national(), shared || one.shared()));
            }
        } catch (NumberParseException unreadable) {
            // Falls through: the digits may still match by their end.
        }
        String stripped = digits.replaceFirst("^0+", "");
        return stripped.length() < TAIL
                ? Optional.empty()
                : Optional.of(new Dialled(digits, false, stripped, shared));
    }

    /// Whether these are the same telephone.
    public boolean same(String one, @Nullable String other) {
        if (other == null) {
            return false;
        }
        Optional<Dialled> a = read(one);
        Optional<Dialled> b = one.equals(other) ? a : read(other);
        return one.equals(other) || a.isPresent() && b.isPresent() && a.get().couldBe(b.get());
    }

    /// Whether the caller does not let their number be seen.
    public boolean hidden(String number) {
        String plain = number.strip().toLowerCase(Locale.ROOT);
        String digits = digits(plain);
        return digits.isEmpty() || HIDDEN.contains(digits);
    }

    private Dialled certain(PhoneNumber parsed) {
        boolean shared = parsed.hasExtension();
        PhoneNumber plain = shared ? new PhoneNumber().mergeFrom(parsed).clearExtension() : parsed;
        return new Dialled(
                numbers.format(plain, PhoneNumberFormat.E164),
                true,
                numbers.getNationalSignificantNumber(plain),
                shared);
    }

    /// The number as it was stored.
    static Dialled stored(String text, String national, boolean shared) {
        return new Dialled(text, text.startsWith("+"), national, shared);
    }

    /// The internal number in what stands in a colleague's telephone field: `201`, or the end of
    /// `01 40 00 00 00 poste 201`.
    static Optional<String> extension(String text) {
        String bare = bare(text);
        if (bare.matches("\\d{2," + LONGEST_EXTENSION + "}")) {
            return Optional.of(bare);
        }
        Matcher matcher = EXTENSION.matcher(bare);
        return matcher.find()
                ? Optional.of(bare.substring(matcher.start(1), matcher.end(1)))
                : Optional.empty();
    }

    /// Without direction marks and odd blanks that come with copied numbers, and out of its SIP
    /// address.
    private static String bare(String text) {
        String plain =
                text.replaceAll("[\\p{Cf}\\p{Cntrl}]", "").replaceAll("\\p{Z}+", " ").strip();
        Matcher sip = SIP.matcher(plain);
        String user = sip.matches() ? plain.substring(sip.start(1), sip.end(1)) : plain;
        return user.replace("%2B", "+");
    }

    private static String digits(String text) {
        var digits = new StringBuilder();
        text.chars()
                .filter(Character::isDigit)
                .forEach(each -> digits.append((char) ('0' + Character.digit(each, 10))));
        return digits.toString();
    }

    /// A number as people of the country write it.
    public String readable(String number) {
        try {
            var parsed = numbers.parse(number, country);
            boolean here = country.equals(numbers.getRegionCodeForNumber(parsed));
            return numbers.isValidNumber(parsed)
                    ? numbers.format(
                            parsed,
                            here ? PhoneNumberFormat.NATIONAL : PhoneNumberFormat.INTERNATIONAL)
                    : number;
        } catch (NumberParseException unreadable) {
            return hidden(number) ? "" : number;
        }
    }
}
