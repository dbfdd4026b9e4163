package com.ninja3cx.speech.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ninja3cx.speech.Speech;
import com.ninja3cx.speech.Wording;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Models that come late, or not.
class LocalSpeechModelTest extends LocalSpeechCase {

    @Test
    void soundGivenWhileTheModelLoadsIsDecodedLater() {
        speech.close();
        FakeModels models = FakeModels.slow(decoder);
        speech = LocalSpeech.start(models, TUNING, Duration.ZERO);
        var heard = new Heard();
        give(heard, talk(2, 1));
        await().until(() -> speech.load().waitingFinals() == 1);
        assertThat(speech.state())
                .isEqualTo(new Speech.State.Starting(Wording.same("whisper fake 50 %")));

        models.arrive();

        heard.awaitEnd();
        assertThat(heard.finals()).hasSize(1);
        // The first text may be there before the loader has started the last of its threads.
        await().untilAsserted(
                        () -> assertThat(speech.state()).isEqualTo(new Speech.State.Ready("fake")));
    }

    @Test
    void aModelThatCannotBeHadIsTriedAgain() {
        speech.close();
        speech =
                LocalSpeech.start(
                        new FakeModels(decoder).failingTimes(3), TUNING, Duration.ofMillis(30));

        await().until(() -> speech.state() instanceof Speech.State.Ready);
    }

    @Test
    void aMissingModelSaysWhyInWords() {
        speech.close();
        speech =
                LocalSpeech.start(
                        new FakeModels(decoder).failingTimes(1), TUNING, Duration.ofMinutes(1));

        await().until(() -> speech.state() instanceof Speech.State.Failed);
        assertThat(speech.state())
                .isEqualTo(
                        new Speech.State.Failed(
                                Speech.State.Failed.Code.MODEL_UNAVAILABLE,
                                new Wording("pas de réseau", "no network")));
    }
}
