package com.ninja3cx.server.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpokenNumbersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    zéro un, quarante-deux, soixante-huit, cinquante-trois, zéro zéro | 0142685300
                    zéro six, quatre-vingt-dix-huit, soixante-seize, vingt et un, onze | 0698762111
                    zéro quatre, quatre-vingt-onze, soixante et onze, quatre-vingts, dix-sept | 0491718017
                    01 42 68 53 00 | 0142685300
                    """)
    void frenchTelephoneNumbersAreReadDigitByDigit(String spoken, String digits) {
        assertThat(read(Language.FRENCH, spoken)).isEqualTo(digits);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    oh two oh seven nine four six oh one double three | 02079460133
                    twenty twenty one, forty-two | 202142
                    """)
    void englishNumbersTooWithDoubleAndTriple(String spoken, String digits) {
        assertThat(read(Language.ENGLISH, spoken)).isEqualTo(digits);
    }

    private static String read(Language language, String spoken) {
        return new SpokenNumbers(language).runs(Word.of(spoken), 4).getFirst().digits();
    }
}
