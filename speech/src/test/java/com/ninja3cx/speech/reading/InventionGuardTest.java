package com.ninja3cx.speech.reading;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InventionGuardTest {

    private final InventionGuard guard = InventionGuard.standard();

    @Test
    void aPersonMaySayThankYou() {
        assertThat(guard.refuses("Merci.", -0.15, 0.02, 600)).isFalse();
        assertThat(guard.refuses("Thank you.", -0.2, 0.05, 700)).isFalse();
        assertThat(guard.refuses("Merci, merci.", -0.5, 0.1, 900)).isFalse();
    }

    @Test
    void aShortWordSaidSoftlyIsNotTakenForAnInvention() {
        assertThat(guard.refuses("Au revoir.", -0.7, 0.13, 768)).isFalse();
        assertThat(guard.refuses("Bye.", -0.29, 0.11, 416)).isFalse();
        assertThat(guard.refuses("Okay.", -0.3, 0.18, 416)).isFalse();
        assertThat(guard.refuses("Merci.", -0.39, 0.4, 640)).isFalse();
    }

    @Test
    void linesOfSubtitlesNeedMuchBetterEvidence() {
        assertThat(guard.refuses("Merci d'avoir regardé cette vidéo.", -0.5, 0.1, 1_500)).isTrue();
        assertThat(guard.refuses("Thanks for watching!", -0.2, 0.4, 1_500)).isTrue();
        assertThat(guard.refuses("Sous-titrage Société Radio-Canada", -0.3, 0.1, 900)).isTrue();
    }

    @Test
    void aHumIsNoWord() {
        assertThat(guard.refuses("oooooh", -0.2, 0.1, 2_000)).isTrue();
        assertThat(guard.refuses("Ooh! Ooh!", -0.2, 0.1, 2_000)).isTrue();
        assertThat(guard.refuses("Oh !", -0.2, 0.1, 400)).isFalse();
        assertThat(guard.refuses("Mm-hmm.", -0.2, 0.1, 600)).isFalse();
        assertThat(guard.refuses("Ooh, ça marche", -0.2, 0.1, 1_200)).isFalse();
        assertThat(guard.refuses("Woo!", -0.91, 0.55, 300)).isTrue();
        assertThat(guard.refuses("Où ?", -0.95, 0.45, 300)).isTrue();
        assertThat(guard.refuses("B-B-B-B", -0.8, 0.6, 260)).isTrue();
        assertThat(guard.refuses("Oui.", -0.7, 0.4, 220)).isFalse();
        assertThat(guard.refuses("Où ?", -0.9, 0.05, 300)).isFalse();
    }

    @Test
    void thanksWithoutMuchSpeechOrSurenessAreInvented() {
        assertThat(guard.refuses("Merci.", -0.8, 0.35, 600)).isTrue();
        assertThat(guard.refuses("Merci.", -1.1, 0.02, 600)).isTrue();
        assertThat(guard.refuses("you", -0.41, 0.92, 700)).isTrue();
        assertThat(guard.refuses("you", -0.3, 0.1, 200)).isTrue();
    }

    @Test
    void aListedPhraseSaidSeveralTimesIsStillInvented() {
        assertThat(guard.refuses("Thank you. Thank you. Thank you!", -0.6, 0.1, 3_000)).isTrue();
    }

    @Test
    void severalListedPhrasesInARowAreInventedToo() {
        String closing =
                "Thank you for watching, and I'll see you in the next video. I'll see you in the next video.";
        assertThat(guard.refuses(closing, -1.05, 0.14, 12_000)).isTrue();
        assertThat(guard.refuses("Merci. Sous-titrage Société Radio-Canada", -0.6, 0.1, 3_000))
                .isTrue();
        assertThat(guard.refuses("bye ".repeat(400), -0.6, 0.1, 60_000)).isTrue();
    }

    @Test
    void severalEverydayPhrasesInARowAreWhatPeopleSay() {
        assertThat(guard.refuses("Merci beaucoup, au revoir, à bientôt.", -0.7, 0.1, 1_800))
                .isFalse();
        assertThat(guard.refuses("Okay, thank you, bye.", -0.7, 0.2, 1_500)).isFalse();
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
