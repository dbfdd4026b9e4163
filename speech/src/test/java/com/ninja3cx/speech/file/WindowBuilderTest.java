package com.ninja3cx.speech.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.speech.vad.EndpointEvent.Utterance;
import org.junit.jupiter.api.Test;

class WindowBuilderTest {

    private static final int SECOND = 16_000;

    /// Two utterances: heard from 1.2 to 3 s and from 20.2 to 23 s of the stream.
    private final WindowBuilder window = new WindowBuilder(28 * SECOND);

    WindowBuilderTest() {
        window.add(utterance(1_000, 3_200));
        window.add(utterance(20_000, 23_200));
    }

    @Test
    void aPlaceInsideAnUtteranceIsThatPlaceOfTheStream() {
        assertThat(window.startInStream(1_000)).isEqualTo(2_000);
        assertThat(window.endInStream(3_200)).isEqualTo(21_000);
    }

    @Test
    void whatBeginsWhereAnUtteranceEndedBeginsWithTheNext() {
        assertThat(window.startInStream(2_100)).isEqualTo(20_200);
        assertThat(window.startInStream(2_200)).isEqualTo(20_200);
    }

    @Test
    void whatEndsWhereTheNextUtteranceBeginsEndsWithTheOneBefore() {
        assertThat(window.endInStream(2_200)).isEqualTo(3_000);
        assertThat(window.endInStream(2_400)).isEqualTo(3_000);
    }

    @Test
    void placesOutsideOfSpeechAreDrawnToItsEdges() {
        assertThat(window.startInStream(0)).isEqualTo(1_200);
        assertThat(window.endInStream(30_000)).isEqualTo(23_000);
    }

    private static Utterance utterance(int fromMillis, int toMillis) {
        long start = fromMillis * 16L;
        int length = (toMillis - fromMillis) * 16;
        return new Utterance(
                start,
                new float[length],
                start + SECOND / 5,
                start + length - SECOND / 5,
                length / 16);
    }
}
