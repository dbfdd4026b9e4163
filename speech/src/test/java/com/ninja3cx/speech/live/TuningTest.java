package com.ninja3cx.speech.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TuningTest {

    @ParameterizedTest
    @CsvSource({
        "2, 0, 2, 8",
        "2, 1, 1, 1",
        "2, 2, 2, 1",
        "4, 6, 4, 1",
        "1, 5, 1, 5",
        "8, 64, 8, 8"
    })
    void noMoreIsDecodedAtOnceThanAllowedAndEachCoreHasAThread(
            int cores, int most, int threads, int windows) {
        var tuning = Tuning.of(cores, most, List.of("fr", "en"));

        assertThat(tuning.decodingThreads()).isEqualTo(threads);
        assertThat(tuning.windowsPerThread()).isEqualTo(windows);
        if (most > 0) {
            assertThat(threads * windows).isLessThanOrEqualTo(most);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 1", "4, 2", "8, 4", "64, 4"})
    void oneLookUsesHalfOfTheCoresAndNoMoreThanGain(int cores, int perLook) {
        assertThat(Tuning.coresPerLook(cores)).isEqualTo(perLook);
    }
}
