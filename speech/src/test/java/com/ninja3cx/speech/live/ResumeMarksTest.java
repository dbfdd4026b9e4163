package com.ninja3cx.speech.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.speech.LiveStream;
import com.ninja3cx.speech.RecognizerEvent.Committed;
import com.ninja3cx.speech.RecognizerEvent.Final;
import com.ninja3cx.speech.StreamOptions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Where a stream may be gone on with: not while more than its last text tells its language.
class ResumeMarksTest extends LocalSpeechCase {

    @Test
    void noMarkIsToldBeforeTheLanguageIsCertain() {
        decoder.hearing(Map.of("fr", 0.9, "en", 0.1));

        Heard heard = hear(talk(2, 1, 2, 1, 3, 1, 2, 1));

        assertThat(heard.finals()).extracting(Final::utterance).containsExactly(0L, 1L, 2L, 3L);
        assertThat(heard.of(Committed.class).getFirst().nextUtterance()).isEqualTo(3);
        assertThat(heard.of(Committed.class).getLast().nextUtterance()).isEqualTo(4);
    }

    @Test
    void aChannelOnWhichNobodySpeaksIsMarkedAllTheTime() {
        Heard heard = hear(talk(0, 20));

        assertThat(heard.of(Committed.class)).hasSizeGreaterThan(2);
        assertThat(heard.of(Committed.class).getFirst().millis()).isLessThan(10_000);
    }

    @Test
    void afterAMinuteOfDoubtAMarkIsToldAllTheSame() {
        decoder.hearing(Map.of("fr", 0.6, "en", 0.4));

        Heard heard = hear(talk(2, 130, 2, 1));

        assertThat(heard.of(Committed.class))
                .extracting(Committed::millis)
                .allSatisfy(millis -> assertThat(millis).isGreaterThanOrEqualTo(60_000))
                .hasSizeBetween(1, 3);
    }

    private Heard hear(float[] sound) {
        var heard = new Heard();
        LiveStream stream = speech.open(StreamOptions.fromStart(Optional.empty()), heard::add);
        stream.accept(sound);
        stream.finish();
        heard.awaitEnd();
        return heard;
    }
}
