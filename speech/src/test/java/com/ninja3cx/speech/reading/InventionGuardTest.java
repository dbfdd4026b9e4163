package com.ninja3cx.speech.reading;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InventionGuardTest {

    private final InventionGuard guard = InventionGuard.standard();

    @Test
    void aPersonMaySayThankYou() {
        assertThat(guard.refuses("Merci.", -0.15, 0.02, 600)).isFalse();
        assertThat(guard.refuses("Thank you.", -0.2, 0.05, 700)).isFalse();
    }

    @Test
    void thanksWithoutMuchSpeechOrSurenessAreInvented() {
        assertThat(guard.refuses("Merci.", -0.7, 0.02, 600)).isTrue();
        assertThat(guard.refuses("Thank you.", -0.2, 0.5, 700)).isTrue();
        assertThat(guard.refuses("you", -0.3, 0.1, 200)).isTrue();
    }

    @Test
    void aListedPhraseSaidSeveralTimesIsStillInvented() {
        assertThat(guard.refuses("Thank you. Thank you. Thank you!", -0.6, 0.1, 3_000)).isTrue();
    }

    @Test
    void aSentenceThatContainsAListedPhraseIsNot() {
        assertThat(guard.refuses("Merci, le serveur est tombé.", -0.7, 0.1, 1_500)).isFalse();
    }

    @Test
    void nobodySpeaksFortyLettersASecond() {
        String subtitles = "Sous-titres réalisés par la communauté d'Amara.org";

        assertThat(guard.refuses(subtitles, -0.1, 0, 700)).isTrue();
        assertThat(guard.refuses("Vous pouvez me rappeler demain matin", -0.2, 0, 2_000)).isFalse();
    }

    @Test
    void noSpeechCountsOnlyTogetherWithDoubt() {
        assertThat(guard.refuses("Oui, bien sûr", -0.3, 0.8, 900)).isFalse();
        assertThat(guard.refuses("Oui, bien sûr", -1.2, 0.8, 900)).isTrue();
    }

    @Test
    void dotsAndNotesAreNoWords() {
        assertThat(guard.refuses("... ♪", -0.1, 0, 900)).isTrue();
    }
}
