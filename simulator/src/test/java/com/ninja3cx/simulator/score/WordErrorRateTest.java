package com.ninja3cx.simulator.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordErrorRateTest {

    @ParameterizedTest(name = "{0} / {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Bonjour, Claire. | bonjour claire | 0 | 2",
                "l'imprimante ne marche plus | l’imprimante ne marche pas | 1 | 5",
                "un deux trois | un trois | 1 | 3",
                "un deux | un et demi deux | 2 | 2",
                "un deux trois | '' | 3 | 3",
                "'' | bonjour | 1 | 0",
                "à quatorze heures | à 14 heures | 1 | 3",
                "sœur cœur | soeur coeur | 0 | 2",
                "rendez-vous | rendez vous | 0 | 2",
                "ÉTÉ | été | 0 | 1",
                "a b c d | d c b a | 4 | 4"
            })
    void errorsAndWordsAreCounted(String reference, String heard, int errors, int words) {
        assertThat(WordErrorRate.of(reference, heard)).isEqualTo(new WordErrorRate(errors, words));
    }

    @Test
    void composedAndDecomposedAccentsAreTheSame() {
        assertThat(WordErrorRate.of("e\u0301te\u0301", "été").errors()).isZero();
    }

    @Test
    void punctuationAndSpacesOfAllKindsVanish() {
        assertThat(WordErrorRate.normalise(" «\u00a0Oui\u202f!\u00a0» — c'est\tça… "))
                .isEqualTo("oui c est ça");
    }

    @Test
    void theRateOfSeveralChannelsIsTheRateOfAllTheirWords() {
        WordErrorRate sum =
                WordErrorRate.of("un deux trois", "un deux").plus(WordErrorRate.of("oui", "oui"));

        assertThat(sum.rate()).isCloseTo(0.25, within(1e-9));
    }

    @Test
    void withoutReferenceWordsSomethingHeardIsWholeError() {
        assertThat(WordErrorRate.NOTHING.rate()).isZero();
        assertThat(WordErrorRate.of("", "merci").rate()).isEqualTo(1);
    }
}
