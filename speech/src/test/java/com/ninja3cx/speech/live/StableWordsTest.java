package com.ninja3cx.speech.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.speech.live.StableWords.Shown;
import org.junit.jupiter.api.Test;

class StableWordsTest {

    private final StableWords words = new StableWords();

    @Test
    void wordsOnWhichTwoReadingsAgreeAreStable() {
        assertThat(update("mon imprimante", at(1))).isEqualTo(new Shown("mon imprimante", 0));
        assertThat(update("Mon imprimante ne fonctionne", at(2)))
                .isEqualTo(new Shown("Mon imprimante ne fonctionne", 2));
    }

    @Test
    void aLaterReadingDoesNotChangeStableWords() {
        update("le serveur est tombé", at(3));
        update("le serveur est tombé et plus", at(4));

        Shown shown = update("Les serveurs sont tombés et plus personne", at(5));

        assertThat(shown.text()).isEqualTo("le serveur est tombé et plus personne");
        assertThat(shown.count()).isEqualTo(6);
    }

    @Test
    void aReadingThatLostAWordIsLinedUpByTheOthers() {
        update("alors bonjour je suis en télétravail", at(6));
        update("alors bonjour je suis en télétravail et", at(7));

        assertThat(update("bonjour je suis en télétravail et je", at(8)).text())
                .isEqualTo("alors bonjour je suis en télétravail et je");
    }

    @Test
    void aReadingThatFoundAWordBeforeStableOnesSaysThemNotTwice() {
        update("Bonjour.", at(1));
        update("Bonjour. Je", at(2));

        assertThat(update("Oui, bonjour. Je vous appelle", at(3)).text())
                .isEqualTo("Bonjour. Je vous appelle");
    }

    @Test
    void aReadingThatFoundAWordBetweenStableOnesSaysThemNotTwice() {
        update("le serveur tombe", at(4));
        update("le serveur tombe", at(5));

        assertThat(update("le serveur principal tombe en panne", at(6)).text())
                .isEqualTo("le serveur tombe en panne");
    }

    @Test
    void anEmptyReadingKeepsWhatIsStable() {
        update("oui merci", at(9));
        update("oui merci", at(10));

        assertThat(update("", at(11))).isEqualTo(new Shown("oui merci", 2));
    }

    @Test
    void readingsOfNearlyTheSameSoundDoNotMakeWordsStable() {
        update("mon nom", 2_000);

        assertThat(update("mon nom est", 3_500)).isEqualTo(new Shown("mon nom est", 0));
        assertThat(update("mon imprimante est", 4_000))
                .isEqualTo(new Shown("mon imprimante est", 1));
    }

    /// Two seconds after the reading before.
    private static long at(int reading) {
        return 2_000L * reading;
    }

    @Test
    void aReadingInDoubtIsShownAndMakesNothingStable() {
        update("le serveur", at(1));

        assertThat(words.update("le serveur tombe", at(2), false))
                .isEqualTo(new Shown("le serveur tombe", 0));
        assertThat(update("le serveur est", at(3))).isEqualTo(new Shown("le serveur est", 2));
    }

    private Shown update(String reading, long heardMillis) {
        return words.update(reading, heardMillis, true);
    }
}
