package com.ninja3cx.speech.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.speech.Sounds;
import org.junit.jupiter.api.Test;

class SpokenTextTest {

    private final SpokenText text = new SpokenText(0);

    @Test
    void aShortUtteranceIsReadWhole() {
        float[] sound = Sounds.tone(8, 300, 0.5);

        assertThat(text.cut(sound)).isZero();
        assertThat(text.open(sound, sound.length)).isSameAs(sound);
    }

    @Test
    void aLongOneIsKeptUpToAQuietPlaceAndReadOnFromThere() {
        float[] sound =
                Sounds.join(
                        Sounds.tone(7, 300, 0.5), Sounds.silence(0.3), Sounds.tone(6, 300, 0.5));

        int cut = text.cut(sound);
        text.keep("bonjour à tous", cut, true);

        assertThat(cut / 16_000.0).isBetween(7.0, 7.3);
        assertThat(text.open(sound, sound.length)).hasSize(sound.length - cut);
        assertThat(text.update("je vous écoute", 9_000, true).text())
                .isEqualTo("bonjour à tous je vous écoute");
        assertThat(text.cut(sound)).isZero();
    }
}
