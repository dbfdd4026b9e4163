package com.ninja3cx.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.speech.vad.Endpointing;
import org.junit.jupiter.api.Test;

class HeldBackTest {

    @Test
    void whoeverSpeaksForLongWithoutAPauseIsHeardOnWhileTheEngineIsNotFarBehind() {
        int longest = Endpointing.live().longest();

        assertThat(HeldBack.isFar(longest + 10_000L)).isFalse();
        assertThat(HeldBack.isFar(60_000)).isTrue();
    }
}
