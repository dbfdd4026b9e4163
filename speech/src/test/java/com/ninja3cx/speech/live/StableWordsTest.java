package com.ninja3cx.speech.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.speech.live.StableWords.Shown;
import org.junit.jupiter.api.Test;

class StableWordsTest {

    private final StableWords words = new StableWords();

    @Test
    void wordsOnWhichTwoReadingsAgreeAreStable() {
        assertThat(words.update("mon imprimante")).isEqualTo(new Shown("mon imprimante", 0));
        assertThat(words.update("Mon imprimante ne fonctionne"))
                .isEqualTo(new Shown("Mon imprimante ne fonctionne", 2));
    }

    @Test
    void aLaterReadingDoesNotChangeStableWords() {
        words.update("le serveur est tombé");
        words.update("le serveur est tombé et plus");

        Shown shown = words.update("Les serveurs sont tombés et plus personne");

        assertThat(shown.text()).isEqualTo("le serveur est tombé et plus personne");
        assertThat(shown.count()).isEqualTo(6);
    }

    @Test
    void aReadingThatLostAWordIsLinedUpByTheOthers() {
        words.update("alors bonjour je suis en télétravail");
        words.update("alors bonjour je suis en télétravail et");

        assertThat(words.update("bonjour je suis en télétravail et je").text())
                .isEqualTo("alors bonjour je suis en télétravail et je");
    }

    @Test
    void anEmptyReadingKeepsWhatIsStable() {
        words.update("oui merci");
        words.update("oui merci");

        assertThat(words.update("")).isEqualTo(new Shown("oui merci", 2));
    }
}
