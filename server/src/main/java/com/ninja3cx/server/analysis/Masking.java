package com.ninja3cx.server.analysis;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Hides what nobody should read in a ticket: spoken passwords and codes, payment card numbers
/// (Luhn, or named as such) and IBANs (ISO 13616, remainder 1 modulo 97, or named as such), written
/// or spoken, also with a short word of the other party in between. When in doubt it hides too
/// much.
public final class Masking {
    private static final int LONGEST_SECRET_WORDS = 16;
    private static final Pattern IBAN =
            Pattern.compile(
                    "(?i)(?<![\\p{L}\\p{N}])[a-z][ .-]?[a-z](?:[ .,-]{0,2}[0-9]){2}(?:[ .,-]{0,2}[a-z0-9]){11,30}");

    /// A turn of so few words ("yes", the digits again) does not end what the other one dictates.
    private static final int BRIEF = 6;

    /// A number that stands so many words behind what names it belongs to it.
    private static final int NEAR = 9;

    private record Span(int start, int end, String label) {}

    private final Lexicon lexicon;
    private final PhraseList cues;
    private final PhraseList hints;
    private final PhraseList asks;
    private final PhraseList ignorance;
    private final Set<String> harmless;
    private final SpokenNumbers numbers;
    private final boolean french;

    public Masking(Language language) {
        lexicon = Lexicon.of(language);
        numbers = lexicon.numbers;
        cues = lexicon.passwordPhrases("cue");
        hints = lexicon.passwordPhrases("hint");
        asks = lexicon.passwordPhrases("ask");
        ignorance = lexicon.passwordPhrases("ignorance");
        harmless = lexicon.harmlessAfterPassword();
        french = language == Language.FRENCH;
    }

    /// The same turns with secrets replaced by what they were, such as `[mot de passe masqué]`.
    /// Secrets that run over several turns of one voice are found too.
    public List<Turn> mask(List<Turn> turns) {
        return maskTogether(maskDictated(turns));
    }

    /// Card numbers and IBANs that one voice dictates while the other says "yes" in between.
    private List<Turn> maskDictated(List<Turn> turns) {
        List<Turn> masked = new ArrayList<>(turns);
        for (Voice voice : Voice.values()) {
            int from = 0;
            while (from < turns.size()) {
                List<Integer> chain = chain(turns, voice, from);
                if (chain.isEmpty()) {
                    break;
                }
                if (chain.size() > 1) {
                    coverDictated(masked, chain);
                }
                from = chain.getLast() + 1;
            }
        }
        return masked;
    }

    /// Turns of this voice from `from` on with nothing but brief ones of the other in between.
    private static List<Integer> chain(List<Turn> turns, Voice voice, int from) {
        List<Integer> chain = new ArrayList<>();
        for (int i = from; i < turns.size(); i++) {
            Turn turn = turns.get(i);
            if (turn.voice() == voice) {
                chain.add(i);
            } else if (!chain.isEmpty() && Word.of(turn.text()).size() > BRIEF) {
                break;
            }
        }
        return chain;
    }

    private void coverDictated(List<Turn> turns, List<Integer> chain) {
        String text = String.join(" ", chain.stream().map(each -> turns.get(each).text()).toList());
        List<Span> spans = new ArrayList<>();
        List<Word> words = Word.of(text);
        ibans(text, spans);
        spelledIbans(words, spans);
        cards(words, spans);
        sort(spans);
        int offset = 0;
        for (int each : chain) {
            Turn turn = turns.get(each);
            turns.set(
                    each,
                    new Turn(turn.voice(), turn.startMillis(), cover(turn.text(), offset, spans)));
            offset += turn.text().length() + 1;
        }
    }

    private List<Turn> maskTogether(List<Turn> turns) {
        List<Turn> masked = new ArrayList<>();
        boolean asked = false;
        int from = 0;
        while (from < turns.size()) {
            int to = from + 1;
            while (to < turns.size() && turns.get(to).voice() == turns.get(from).voice()) {
                to++;
            }
            List<Turn> together = turns.subList(from, to);
            String text = String.join(" ", together.stream().map(Turn::text).toList());
            List<Span> spans = spans(text, asked);
            int offset = 0;
            for (Turn turn : together) {
                masked.add(
                        new Turn(
                                turn.voice(),
                                turn.startMillis(),
                                cover(turn.text(), offset, spans)));
                offset += turn.text().length() + 1;
            }
            asked = !text.isBlank() ? asks.found(Word.of(text)) : asked;
            from = to;
        }
        return List.copyOf(masked);
    }

    /// One text with its secrets hidden.
    public String mask(String text) {
        return cover(text, 0, spans(text, false));
    }

    private String cover(String text, int offset, List<Span> spans) {
        var covered = new StringBuilder();
        int at = 0;
        for (Span span : spans) {
            int start = Math.max(span.start() - offset, at);
            int end = Math.min(span.end() - offset, text.length());
            if (start < end) {
                covered.append(text, at, start).append(span.label());
                at = end;
            }
        }
        return covered.append(text.substring(at)).toString();
    }

    private List<Span> spans(String text, boolean asked) {
        List<Span> spans = new ArrayList<>();
        List<Word> words = Word.of(text);
        ibans(text, spans);
        spelledIbans(words, spans);
        cards(words, spans);
        passwords(text, words, spans);
        if (asked) {
            answer(text, words, spans);
        }
        sort(spans);
        return spans;
    }

    private static void sort(List<Span> spans) {
        spans.sort(Comparator.comparingInt(Span::start).thenComparing(span -> -span.end()));
    }

    /// IBANs spoken letter by letter and number by number: « F R, soixante-seize, trente, zéro six…
    /// ».
    private void spelledIbans(List<Word> words, List<Span> spans) {
        for (int start = 0; start < words.size(); start++) {
            var spelled = new StringBuilder();
            int at = start;
            while (at < words.size()) {
                String plain = words.get(at).plain();
                if (plain.length() <= 2
                        && plain.matches("[a-z]{1,2}")
                        && !numbers.isNumber(words.get(at))) {
                    spelled.append(plain);
                    at = afterExample(words, at + 1);
                } else {
                    SpokenNumbers.Run run = numbers.runAt(words, at);
                    if (run.digits().isEmpty()) {
                        break;
                    }
                    spelled.append(run.digits());
                    at = run.end();
                }
            }
            String letters = spelled.toString().toUpperCase(java.util.Locale.ROOT);
            if (letters.matches("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
                    && (letters.matches("FR[0-9]{10}.*") || beginsWithIban(letters))) {
                spans.add(
                        new Span(
                                words.get(start).start(),
                                words.get(at - 1).end(),
                                french ? "[IBAN masqué]" : "[IBAN masked]"));
                start = at - 1;
            }
        }
    }

    private static boolean beginsWithIban(String letters) {
        for (int length = Math.min(34, letters.length()); length >= 15; length--) {
            if (isIban(letters.substring(0, length))) {
                return true;
            }
        }
        return false;
    }

    /// « F comme François », "F for Freddy": the word after is an example.
    private int afterExample(List<Word> words, int at) {
        Set<String> like = french ? Set.of("comme") : Set.of("for", "as", "like");
        return at + 1 < words.size() && like.contains(words.get(at).plain()) ? at + 2 : at;
    }

    private void ibans(String text, List<Span> spans) {
        Matcher matcher = IBAN.matcher(text);
        while (matcher.find()) {
            String letters =
                    matcher.group()
                            .replaceAll("[^A-Za-z0-9]", "")
                            .toUpperCase(java.util.Locale.ROOT);
            boolean heardAsFrench = letters.startsWith("FR") && letters.matches("FR[0-9]{12}.*");
            for (int length = Math.min(34, letters.length()); length >= 15; length--) {
                if (isIban(letters.substring(0, length))
                        || (heardAsFrench && length == Math.min(27, letters.length()))) {
                    spans.add(
                            new Span(
                                    matcher.start(),
                                    end(text, matcher.start(), length),
                                    french ? "[IBAN masqué]" : "[IBAN masked]"));
                    break;
                }
            }
        }
    }

    private static int end(String text, int start, int letters) {
        int at = start;
        for (int seen = 0; seen < letters; at++) {
            seen += Character.isLetterOrDigit(text.charAt(at)) ? 1 : 0;
        }
        return at;
    }

    static boolean isIban(String iban) {
        var digits = new StringBuilder();
        for (char letter : (iban.substring(4) + iban.substring(0, 4)).toCharArray()) {
            digits.append(Character.digit(letter, 36));
        }
        return new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValue() == 1;
    }

    private void cards(List<Word> words, List<Span> spans) {
        for (var run : numbers.runs(words, 12)) {
            if (holdsCard(run.digits()) || namedAsCard(words, run)) {
                spans.add(
                        new Span(
                                words.get(run.start()).start(),
                                words.get(run.end() - 1).end(),
                                french ? "[carte masquée]" : "[card masked]"));
            }
        }
    }

    /// A misheard digit breaks the check sum; what stands behind "card number" or "IBAN" is one all
    /// the same.
    private boolean namedAsCard(List<Word> words, SpokenNumbers.Run run) {
        Set<String> names =
                french
                        ? Set.of("carte", "cb", "visa", "mastercard", "iban", "rib")
                        : Set.of("card", "visa", "mastercard", "amex", "iban");
        return words.subList(Math.max(0, run.start() - NEAR), run.start()).stream()
                .anyMatch(word -> names.contains(word.plain()));
    }

    private static boolean holdsCard(String digits) {
        for (int from = 0; from <= digits.length() - 13; from++) {
            for (int length = Math.min(19, digits.length() - from); length >= 13; length--) {
                boolean whole = from == 0 && length == digits.length();
                // Inside a longer run (expiry, code behind it) only the common length counts, or
                // any long number would be a card by chance.
                if ((whole || length == 16) && luhn(digits.substring(from, from + length))) {
                    return true;
                }
            }
        }
        return false;
    }

    static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 1 ? digit * 2 : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0 && digits.chars().anyMatch(digit -> digit != '0');
    }

    private void passwords(String text, List<Word> words, List<Span> spans) {
        for (var cue : cues.matches(words)) {
            int from = cue.end();
            int to = sentenceEnd(text, words, from);
            if (from < to
                    && (!harmless.contains(words.get(from).plain())
                            || looksSecret(words.subList(from, to), false))) {
                spans.add(secret(words, from, to));
            }
        }
        for (var hint : hints.matches(words)) {
            int from = hint.end();
            int to = sentenceEnd(text, words, from);
            if (from >= to || harmless.contains(words.get(from).plain())) {
                continue;
            }
            boolean alone = to - from <= 2 && words.get(from).breakBefore();
            if (alone || looksSecret(words.subList(from, Math.min(to, from + 5)), true)) {
                spans.add(secret(words, from, to));
            }
        }
    }

    /// The answer to "what is your password": all of it, unless the person says not to know it.
    private void answer(String text, List<Word> words, List<Span> spans) {
        if (words.isEmpty() || ignorance.found(words)) {
            return;
        }
        boolean brief = words.size() <= LONGEST_SECRET_WORDS;
        if (looksSecret(words, true)
                || (brief
                        && words.stream()
                                .anyMatch(word -> !lexicon.greetings.found(List.of(word))))) {
            int to = Math.min(words.size(), LONGEST_SECRET_WORDS * 2);
            spans.add(secret(words, 0, to));
        }
    }

    private Span secret(List<Word> words, int from, int to) {
        return new Span(
                words.get(from).start(),
                words.get(to - 1).end(),
                french ? "[mot de passe masqué]" : "[password masked]");
    }

    private int sentenceEnd(String text, List<Word> words, int from) {
        int to = from;
        while (to < words.size() && to - from < LONGEST_SECRET_WORDS) {
            if (to > from
                    && text.substring(words.get(to - 1).end(), words.get(to).start())
                            .matches("(?s)[.!?…;]+\\s.*")
                    && words.get(to).plain().length() > 1) {
                break;
            }
            to++;
        }
        return to;
    }

    /// Letters mixed with digits, three spelled letters in a row; with `numbers` also four digits
    /// or more and three spoken numbers in a row.
    private boolean looksSecret(List<Word> words, boolean numbers) {
        int spelled = 0;
        for (var word : words) {
            String plain = word.plain();
            long digits = plain.chars().filter(Character::isDigit).count();
            if ((numbers && digits >= 4)
                    || (digits > 0
                            && digits < plain.length()
                            && !plain.matches("\\d+(h|e|eme|er|g|go|mo|st|nd|rd|th)\\d*"))) {
                return true;
            }
            boolean counts = plain.length() == 1 || (numbers && lexicon.numbers.isNumber(word));
            spelled = counts ? spelled + 1 : 0;
            if (spelled >= 3) {
                return true;
            }
        }
        return false;
    }
}
