package com.ninja3cx.server.analysis;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.List;
import java.util.Optional;

/// The telephone number a caller asks to be called back on, written or spoken in words.
final class CallbackNumber {
    private static final int LEAST_DIGITS = 8;
    private static final int MOST_WORDS_AFTER_CUE = 8;

    private final Lexicon lexicon;
    private final String country;
    private final PhoneNumberUtil phones = PhoneNumberUtil.getInstance();

    /// @param country ISO 3166 code that national numbers are read in, such as `FR`
    CallbackNumber(Lexicon lexicon, String country) {
        this.lexicon = lexicon;
        this.country = country;
    }

    /// In national form; the number after a cue such as « rappeler au » wins, then any valid one.
    Optional<String> in(List<Turn> turns) {
        Optional<String> any = Optional.empty();
        for (Turn turn : Sentence.joined(turns)) {
            List<Word> words = Word.of(turn.text());
            for (var run : lexicon.numbers.runs(words, LEAST_DIGITS)) {
                Optional<String> number =
                        valid(run.digits(), turn.text(), words.get(run.start()).start());
                boolean cued =
                        lexicon.callback.matches(words).stream()
                                .anyMatch(
                                        cue ->
                                                cue.end() <= run.start() + 1
                                                        && run.start() - cue.end()
                                                                <= MOST_WORDS_AFTER_CUE);
                if (number.isPresent() && cued) {
                    return number;
                }
                if (any.isEmpty() && turn.voice() == Voice.CALLER) {
                    any = number;
                }
            }
        }
        return any;
    }

    private Optional<String> valid(String digits, String text, int start) {
        boolean plus = start > 0 && text.charAt(start - 1) == '+';
        try {
            var number = phones.parse(plus ? "+" + digits : digits, country);
            return phones.isValidNumber(number)
                    ? Optional.of(
                            phones.format(
                                    number,
                                    plus
                                            ? PhoneNumberFormat.INTERNATIONAL
                                            : PhoneNumberFormat.NATIONAL))
                    : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }
}
