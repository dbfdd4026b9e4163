package com.ninja3cx.speech.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ninja3cx.speech.FakeDecoder;
import com.ninja3cx.speech.LiveStream;
import com.ninja3cx.speech.RecognizerEvent.Dropped;
import com.ninja3cx.speech.RecognizerEvent.Final;
import com.ninja3cx.speech.RecognizerEvent.Partial;
import com.ninja3cx.speech.Sounds;
import com.ninja3cx.speech.StreamOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What is read before what, and that nobody's trouble is another's.
class LocalSpeechOrderTest extends LocalSpeechCase {

    @Test
    void aNewerPartialReplacesTheOneThatWaitsAndNoFinalIsLost() {
        var heard = new Heard();
        decoder.holdBack();
        LiveStream stream = speech.open(StreamOptions.fromStart(Optional.of("fr")), heard::add);
        stream.accept(Sounds.tone(1, 300, 0.5));
        await().until(decoder::somebodyWaits);

        stream.accept(Sounds.join(Sounds.tone(9, 300, 0.5), Sounds.silence(1)));
        stream.finish();
        await().until(() -> speech.load().waitingFinals() == 1);
        decoder.releaseAll();
        heard.awaitEnd();

        assertThat(heard.of(Partial.class)).hasSize(1);
        assertThat(heard.finals()).hasSize(1);
        assertThat(speech.load().replacedPartials()).isGreaterThan(8);
    }

    @Test
    void endedUtterancesGoBeforePartialsHoweverManyWait() {
        decoder.holdBack();
        var blocker = new Heard();
        give(blocker, talk(1, 1));
        await().until(decoder::somebodyWaits);
        List<Heard> talking = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            var heard = new Heard();
            talking.add(heard);
            speech.open(StreamOptions.fromStart(Optional.of("fr")), heard::add)
                    .accept(Sounds.tone(2, 300, 0.5));
        }
        var ended = new Heard();
        give(ended, talk(2, 1));
        await().until(() -> speech.load().waitingFinals() >= 1);
        int before = decoder.windows().size();

        decoder.releaseAll();
        ended.awaitEnd();

        List<Integer> beams =
                decoder.windows().stream()
                        .skip(before)
                        .map(window -> window.options().beamSize())
                        .toList();
        assertThat(beams.indexOf(5)).isBetween(0, 2);
        talking.forEach(heard -> await().until(() -> !heard.of(Partial.class).isEmpty()));
    }

    @Test
    void thirtyStreamsAtOnceLoseNothing() {
        List<Heard> all = IntStream.range(0, 30).mapToObj(i -> new Heard()).toList();
        float[] talk = talk(1, 1, 2, 1, 1, 1);
        List<LiveStream> streams =
                all.stream()
                        .map(
                                heard ->
                                        speech.open(
                                                StreamOptions.fromStart(Optional.empty()),
                                                heard::add))
                        .toList();
        for (int at = 0; at < talk.length; at += 8_000) {
            float[] piece = Arrays.copyOfRange(talk, at, Math.min(talk.length, at + 8_000));
            streams.forEach(stream -> stream.accept(piece));
        }
        streams.forEach(LiveStream::finish);
        all.forEach(Heard::awaitEnd);

        assertThat(all).allSatisfy(heard -> assertThat(heard.finals()).hasSize(3));
        assertThat(all.stream().map(heard -> heard.finals().toString()).distinct()).hasSize(1);
        assertThat(speech.load().finals()).isEqualTo(90);
        await().until(() -> speech.load().streams() == 0);
    }

    @Test
    void aDecodeThatFailsTwiceCostsOneUtteranceAndIsCounted() {
        decoder.answering(
                window -> {
                    if (window.samples().length > 3 * 16_000) {
                        throw new IllegalStateException("no memory");
                    }
                    return FakeDecoder.spoken(window);
                });
        var heard = new Heard();
        give(heard, talk(1, 1, 4, 1, 1, 1));
        heard.awaitEnd();

        assertThat(heard.finals()).extracting(Final::utterance).containsExactly(0L, 2L);
        assertThat(heard.of(Dropped.class)).containsExactly(new Dropped(1));
        assertThat(speech.load().failures()).isPositive();
    }

    @Test
    void aListenerThatFailsStopsNobody() {
        var heard = new Heard();
        LiveStream stream =
                speech.open(
                        StreamOptions.fromStart(Optional.of("fr")),
                        event -> {
                            heard.add(event);
                            throw new IllegalStateException("a listener's own trouble");
                        });
        stream.accept(talk(1, 1, 1, 1));
        stream.finish();

        heard.awaitEnd();
        assertThat(heard.finals()).hasSize(2);
    }

    @Test
    void aClosedStreamReportsNothingMore() {
        decoder.holdBack();
        var heard = new Heard();
        LiveStream stream = speech.open(StreamOptions.fromStart(Optional.of("fr")), heard::add);
        stream.accept(talk(1, 1));
        await().until(decoder::somebodyWaits);
        int before = heard.events.size();

        stream.close();
        decoder.releaseAll();
        var other = new Heard();
        give(other, talk(1, 1));
        other.awaitEnd();

        assertThat(heard.events).hasSize(before);
    }
}
