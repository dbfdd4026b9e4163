package com.ninja3cx.speech.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.speech.FakeDecoder;
import com.ninja3cx.speech.Sounds;
import com.ninja3cx.speech.whisper.Decoded;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LanguageChoiceTest {

    private final FakeDecoder decoder = new FakeDecoder();

    @Test
    void aGivenLanguageIsNotQuestioned() {
        decoder.hearing(Map.of("en", 1.0));

        assertThat(choice(Optional.of("fr")).hear(Sounds.silence(20))).isEqualTo("fr");
    }

    @Test
    void oneWordDoesNotSettleTheLanguage() {
        LanguageChoice choice = choice(Optional.empty());
        decoder.hearing(Map.of("en", 0.9, "fr", 0.05));
        assertThat(choice.hear(Sounds.silence(1))).isEqualTo("en");

        decoder.hearing(Map.of("fr", 0.8, "en", 0.1));

        assertThat(choice.hear(Sounds.silence(6))).isEqualTo("fr");
    }

    @Test
    void whatWasHeardBeforeCountsByItsLength() {
        LanguageChoice choice = choice(Optional.empty());
        decoder.hearing(Map.of("en", 0.9, "fr", 0.1));
        choice.hear(Sounds.silence(2));

        decoder.hearing(Map.of("fr", 0.8, "en", 0.2));

        assertThat(choice.look(Sounds.silence(1))).isEqualTo("en");
        assertThat(choice.look(Sounds.silence(2))).isEqualTo("en");
        assertThat(choice.hear(Sounds.silence(2))).isEqualTo("en");
        assertThat(choice.hear(Sounds.silence(4))).isEqualTo("fr");
    }

    @Test
    void aLookDoesNotCountForWhatFollows() {
        LanguageChoice choice = choice(Optional.empty());
        decoder.hearing(Map.of("en", 1.0));
        choice.look(Sounds.silence(5));

        decoder.hearing(Map.of("fr", 0.6, "en", 0.4));

        assertThat(choice.hear(Sounds.silence(1))).isEqualTo("fr");
    }

    @Test
    void whereNothingTellsTheLanguagesApartTheFirstIsTaken() {
        decoder.hearing(Map.of());

        assertThat(choice(Optional.empty()).hear(Sounds.silence(3))).isEqualTo("fr");
    }

    @Test
    void aLanguageFoundOutElsewhereGoesBeforeWhatWasHeard() {
        LanguageChoice choice = choice(Optional.empty());
        decoder.hearing(Map.of("fr", 0.0, "en", 1.0));
        choice.hear(Sounds.silence(3));
        assertThat(choice.followsFrom(Optional.empty())).isFalse();
        assertThat(choice.followsFrom(Optional.of("en"))).isFalse();

        choice.settle("fr");

        assertThat(choice.look(Sounds.silence(9))).isEqualTo("fr");
        assertThat(choice.followsFrom(Optional.of("fr"))).isTrue();
    }

    @Test
    void enoughClearSpeechSettlesIt() {
        LanguageChoice choice = choice(Optional.empty());
        decoder.hearing(Map.of("fr", 0.95, "en", 0.02));
        choice.hear(Sounds.silence(7));

        decoder.hearing(Map.of("en", 1.0));

        assertThat(choice.hear(Sounds.silence(7))).isEqualTo("fr");
    }

    @Test
    void languagesThatNobodyAskedForDoNotCompete() {
        decoder.hearing(Map.of("cy", 0.6, "fr", 0.3, "en", 0.1));

        assertThat(choice(Optional.empty()).hear(Sounds.silence(3))).isEqualTo("fr");
    }

    @Test
    void aSentenceInAnotherLanguageChangesItAndAYesDoesNot() {
        LanguageChoice choice = french();

        assertThat(choice.change(heard(0.02, 0.9), 700)).isEmpty();
        assertThat(choice.change(heard(0.95, 0.02), 2_000)).isEmpty();
        assertThat(choice.change(heard(0.02, 0.9), 3_200)).contains("en");
        assertThat(choice.look(Sounds.silence(1))).isEqualTo("en");
        assertThat(choice.change(heard(0.02, 0.9), 3_200)).isEmpty();
    }

    @Test
    void wordsOfAnotherLanguageChangeItWhateverTheSound() {
        LanguageChoice choice = french();
        var read =
                new Decoded(
                        "I will send a technician to the meeting room in ten minutes.",
                        List.of(),
                        "fr",
                        -0.2,
                        0.01,
                        1.1,
                        Map.of("fr", 0.98, "en", 0.01),
                        false);

        assertThat(choice.spokenIn(read.text(), "fr")).isEqualTo("en");
        assertThat(choice.change(read, 4_000)).contains("en");
        assertThat(choice.spokenIn("Ok, Teams.", "fr")).isEqualTo("fr");
        assertThat(choice.spokenIn("Je n'ai plus de message sur mon téléphone.", "en"))
                .isEqualTo("fr");
    }

    @Test
    void soundThatIsFarMoreLikeAnotherLanguageContradictsAReading() {
        assertThat(french().contradiction(heard(0.1, 0.8))).contains("en");
        assertThat(french().contradiction(heard(0.3, 0.6))).isEmpty();
        assertThat(choice(Optional.of("fr")).contradiction(heard(0.01, 0.9))).isEmpty();
    }

    @Test
    void severalShortUtterancesTogetherChangeIt() {
        LanguageChoice choice = french();

        assertThat(choice.change(heard(0.01, 0.98), 1_000)).isEmpty();
        assertThat(choice.change(heard(0.01, 0.98), 1_000)).isEmpty();
        assertThat(choice.change(heard(0.01, 0.98), 1_200)).contains("en");
    }

    @Test
    void aGivenLanguageNeverChanges() {
        LanguageChoice choice = choice(Optional.of("fr"));

        assertThat(choice.change(heard(0.0, 1.0), 10_000)).isEmpty();
        assertThat(choice.mixed(heard(0.5, 0.5))).isFalse();
    }

    @Test
    void aWindowInTwoLanguagesIsNoticed() {
        assertThat(french().mixed(heard(0.7, 0.25))).isTrue();
        assertThat(french().mixed(heard(0.97, 0.01))).isFalse();
    }

    private LanguageChoice french() {
        LanguageChoice choice = choice(Optional.empty());
        decoder.hearing(Map.of("fr", 0.95, "en", 0.02));
        choice.hear(Sounds.silence(7));
        return choice;
    }

    private static Decoded heard(double french, double english) {
        var languages = Map.of("fr", french, "en", english);
        return new Decoded("bonjour", List.of(), "fr", -0.2, 0.01, 1.1, languages, false);
    }

    private LanguageChoice choice(Optional<String> given) {
        return new LanguageChoice(decoder, given, List.of("fr", "en"), 12, 0);
    }
}
