package com.ninja3cx.speech.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.speech.FakeDecoder;
import com.ninja3cx.speech.Sounds;
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

    private LanguageChoice choice(Optional<String> given) {
        return new LanguageChoice(decoder, given, List.of("fr", "en"), 12);
    }
}
