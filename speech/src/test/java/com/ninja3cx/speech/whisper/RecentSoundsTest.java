package com.ninja3cx.speech.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.speech.onnx.Encoded;
import com.ninja3cx.speech.onnx.Layout;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecentSoundsTest {

    private static final Layout SHORT = Layout.plain(100);

    private final RecentSounds recent = new RecentSounds();
    private final AtomicInteger encoded = new AtomicInteger();

    @Test
    void aSoundAskedForAgainIsNotEncodedAgain() {
        float[] sound = new float[16_000];

        assertThat(hear(sound, SHORT)).isSameAs(hear(sound, SHORT));
        assertThat(encoded).hasValue(1);
    }

    @Test
    void anotherSoundAndAnotherLayoutAreEncodedByThemselves() {
        float[] sound = new float[16_000];

        hear(sound, SHORT);
        hear(sound.clone(), SHORT);
        hear(sound, Layout.plain(200));

        assertThat(encoded).hasValue(3);
    }

    @Test
    void onlyTheLastFewAreKept() {
        float[][] sounds = new float[9][16_000];
        for (float[] sound : sounds) {
            hear(sound, SHORT);
        }

        hear(sounds[8], SHORT);
        assertThat(encoded).hasValue(9);
        hear(sounds[0], SHORT);
        assertThat(encoded).hasValue(10);
    }

    @Test
    void oneThatIsAskedForAgainStaysLongest() {
        float[][] sounds = new float[9][16_000];
        for (float[] sound : sounds) {
            hear(sound, SHORT);
            hear(sounds[0], SHORT);
        }

        assertThat(encoded).hasValue(9);
    }

    private Encoded hear(float[] sound, Layout layout) {
        return recent.of(
                sound,
                layout,
                () -> {
                    encoded.incrementAndGet();
                    return new Encoded(new float[1], layout);
                });
    }
}
