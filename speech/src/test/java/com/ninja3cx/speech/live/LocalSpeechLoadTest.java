package com.ninja3cx.speech.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.ninja3cx.speech.LiveStream;
import com.ninja3cx.speech.RecognizerEvent.Committed;
import com.ninja3cx.speech.Sounds;
import com.ninja3cx.speech.StreamOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What waits, how far the engine says to be behind, and where it stops taking sound.
class LocalSpeechLoadTest extends LocalSpeechCase {

    @Test
    void waitingSoundIsBoundedAndSaidAloud() {
        decoder.holdBack();
        LiveStream stream = speech.open(StreamOptions.fromStart(Optional.of("fr")), event -> {});

        assertThatThrownBy(
                        () -> {
                            for (int i = 0; i < 200; i++) {
                                stream.accept(talk(1));
                            }
                        })
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("120 s of sound wait");
        assertThat(stream.lagMillis()).isBetween(119_000L, 122_000L);
        // Told from the end of the oldest utterance that waits, of 22 s at most.
        await().until(() -> speech.load().worstLagMillis() < 121_000);
        assertThat(speech.load().worstLagMillis()).isGreaterThan(95_000);
    }

    @Test
    void whoeverSpeaksForLongIsNotTakenForLag() {
        LiveStream stream = speech.open(StreamOptions.fromStart(Optional.of("fr")), event -> {});
        stream.accept(Sounds.tone(15, 300, 0.5));

        await().until(() -> speech.load().worstLagMillis() < 100);
        assertThat(stream.lagMillis()).isGreaterThan(14_000);
    }

    @Test
    void anUtteranceThatIsNotYetTextIsLagUntilItIs() {
        decoder.holdBack();
        LiveStream stream = speech.open(StreamOptions.fromStart(Optional.of("fr")), event -> {});
        stream.accept(Sounds.join(Sounds.tone(3, 300, 0.5), Sounds.silence(5)));
        await().until(() -> speech.load().waitingFinals() == 1);

        assertThat(speech.load().worstLagMillis()).isBetween(4_000L, 5_000L);

        decoder.releaseAll();
        await().until(() -> speech.load().worstLagMillis() < 100);
    }

    @Test
    void silenceIsNotDecodedAndDoesNotCountAsLag() {
        var heard = new Heard();
        LiveStream stream = speech.open(StreamOptions.fromStart(Optional.empty()), heard::add);
        stream.accept(Sounds.silence(47));

        await().untilAsserted(() -> assertThat(heard.of(Committed.class)).hasSize(4));
        await().untilAsserted(() -> assertThat(stream.lagMillis()).isLessThan(100));
        assertThat(decoder.windows()).isEmpty();
    }

    @Test
    void moreSpeechThanCanBeReadLosesNothingAndIsSaid() {
        decoder.holdBack();
        List<Heard> all = IntStream.range(0, 12).mapToObj(i -> new Heard()).toList();
        all.forEach(heard -> give(heard, talk(1, 1, 1, 1, 1, 1, 1, 1)));
        await().until(() -> speech.load().waitingFinals() >= 48);
        await().atMost(Duration.ofSeconds(20)).until(() -> speech.load().behindMillis() > 0);
        assertThat(speech.load().finals()).isZero();

        decoder.releaseAll();
        all.forEach(Heard::awaitEnd);

        assertThat(all).allSatisfy(heard -> assertThat(heard.finals()).hasSize(4));
        assertThat(speech.load().finals()).isEqualTo(48);
        assertThat(speech.load().behindMillis()).isZero();
        assertThat(speech.load().waitingPartials()).isZero();
    }
}
