package com.ninja3cx.speech.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.ninja3cx.speech.FakeDecoder;
import com.ninja3cx.speech.LiveStream;
import com.ninja3cx.speech.RecognizerEvent;
import com.ninja3cx.speech.RecognizerEvent.Committed;
import com.ninja3cx.speech.RecognizerEvent.Dropped;
import com.ninja3cx.speech.RecognizerEvent.Ended;
import com.ninja3cx.speech.RecognizerEvent.Final;
import com.ninja3cx.speech.RecognizerEvent.Partial;
import com.ninja3cx.speech.RevisedSegment;
import com.ninja3cx.speech.Said;
import com.ninja3cx.speech.Sounds;
import com.ninja3cx.speech.Speech;
import com.ninja3cx.speech.StreamOptions;
import com.ninja3cx.speech.Wording;
import com.ninja3cx.speech.vad.Endpointing;
import com.ninja3cx.speech.whisper.Decoded;
import com.ninja3cx.speech.whisper.WindowDecoder.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Scheduling, with a decoder that answers at once or when it is told to.
@Timeout(60)
class LocalSpeechTest {

    private static final Tuning TUNING =
            new Tuning(1, 2, 1, 640, 120_000, List.of("fr", "en"), Endpointing.live());

    private final FakeDecoder decoder = new FakeDecoder();
    private Speech speech = LocalSpeech.start(new FakeModels(decoder), TUNING, Duration.ZERO);

    @AfterEach
    void close() {
        decoder.releaseAll();
        speech.close();
    }

    @Test
    void everyUtteranceBecomesAFinalAndTheEndComesLast() {
        var heard = new Heard();
        give(heard, talk(2, 1, 3, 1, 2, 1));

        heard.awaitEnd();

        assertThat(heard.finals()).extracting(Final::utterance).containsExactly(0L, 1L, 2L);
        assertThat(heard.finals()).extracting(Final::startMillis).isSorted();
        assertThat(heard.finals()).extracting(Final::language).containsOnly("fr");
        assertThat(heard.events.getLast()).isInstanceOf(Ended.class);
        assertThat(heard.of(Committed.class).getLast().nextUtterance()).isEqualTo(3);
    }

    @Test
    void wordsAreShownWhileSomebodySpeaksAndStableOnesStay() {
        var heard = new Heard();
        LiveStream stream = speech.open(StreamOptions.fromStart(Optional.of("fr")), heard::add);
        for (int seconds = 1; seconds <= 3; seconds++) {
            int shown = seconds;
            stream.accept(Sounds.tone(2, 300, 0.5));
            await().until(() -> heard.of(Partial.class).size() >= shown);
        }
        stream.accept(Sounds.silence(1));
        stream.finish();

        heard.awaitEnd();

        List<Partial> partials = heard.of(Partial.class);
        assertThat(partials).hasSizeGreaterThanOrEqualTo(3);
        for (int i = 1; i < partials.size(); i++) {
            Partial before = partials.get(i - 1);
            assertThat(words(partials.get(i)).subList(0, before.stableWords()))
                    .isEqualTo(words(before).subList(0, before.stableWords()));
        }
    }

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
    void aStreamResumedAtAnyCommittedMarkGivesTheSameFinals() {
        decoder.answering(LocalSpeechTest::allThatItIsGiven);
        float[] talk = talk(2, 1, 25, 2, 3, 14, 2, 1);
        var whole = new Heard();
        give(whole, talk);
        whole.awaitEnd();

        List<Committed> marks = whole.of(Committed.class);
        assertThat(marks).hasSizeGreaterThan(5);
        for (Committed mark : marks) {
            List<Final> before =
                    whole.finals().stream()
                            .filter(text -> text.utterance() < mark.nextUtterance())
                            .toList();
            var resumed = new Heard();
            LiveStream stream =
                    speech.open(
                            new StreamOptions(
                                    Optional.of("fr"),
                                    mark.millis(),
                                    mark.nextUtterance(),
                                    before.stream().map(text -> said(text, talk)).toList()),
                            resumed::add);
            stream.accept(Arrays.copyOfRange(talk, (int) mark.millis() * 16, talk.length));
            stream.finish();
            resumed.awaitEnd();

            assertThat(resumed.finals())
                    .isEqualTo(whole.finals().subList(before.size(), whole.finals().size()));
        }
    }

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
        assertThat(speech.state()).isEqualTo(new Speech.State.Ready("fake"));
    }

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
    void aRevisionReadsWholeWindowsWhileTheCallRuns() throws Exception {
        List<RevisedSegment> segments = new CopyOnWriteArrayList<>();
        try (var revision = speech.revise(Optional.of("fr"), segments::add)) {
            revision.accept(talk(10, 1, 10, 1, 10, 1));
            assertThat(segments).hasSize(1);

            revision.finish();
        }

        assertThat(segments).hasSize(2);
        assertThat(segments.getLast().startMillis()).isBetween(21_000L, 23_000L);
        assertThat(decoder.careful())
                .allSatisfy(
                        window ->
                                assertThat(window.samples().length)
                                        .isLessThanOrEqualTo(30 * Sounds.RATE));
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

    @Test
    void anUtteranceReadInThePauseAfterItIsToldWithoutBeingReadAgain() {
        var heard = new Heard();
        LiveStream stream = speech.open(StreamOptions.fromStart(Optional.of("fr")), heard::add);
        stream.accept(Sounds.join(Sounds.noise(2, 0.3, 5), Sounds.silence(0.4)));
        await().until(() -> speech.load().readAhead() == 1);
        assertThat(heard.finals()).isEmpty();
        decoder.holdBack();

        stream.accept(Sounds.silence(1));
        stream.finish();
        heard.awaitEnd();

        assertThat(heard.finals()).hasSize(1);
        assertThat(decoder.careful()).hasSize(1);
        assertThat(speech.load().usedAhead()).isEqualTo(1);
        assertThat(speech.load().finals()).isEqualTo(1);
    }

    @Test
    void whoGoesOnAfterAPauseIsReadAsIfItHadNotBeenReadAhead() {
        float[] begin = Sounds.join(Sounds.noise(2, 0.3, 5), Sounds.silence(0.4));
        float[] more = Sounds.join(Sounds.noise(1, 0.3, 6), Sounds.silence(1));
        var paused = new Heard();
        LiveStream stream = speech.open(StreamOptions.fromStart(Optional.of("fr")), paused::add);
        stream.accept(begin);
        await().until(() -> speech.load().readAhead() == 1);
        stream.accept(more);
        stream.finish();
        paused.awaitEnd();

        var whole = new Heard();
        give(whole, Sounds.join(begin, more));
        whole.awaitEnd();

        assertThat(paused.finals()).hasSize(1).isEqualTo(whole.finals());
        assertThat(paused.of(Dropped.class)).isEmpty();
    }

    @Test
    void soundThatIsNoNumberOrOutOfRangeSpoilsNothingAfterIt() {
        float[] broken = Sounds.noise(1, 0.3, 1);
        Arrays.fill(broken, 0, 5_000, Float.NaN);
        Arrays.fill(broken, 5_000, 6_000, Float.POSITIVE_INFINITY);
        Arrays.fill(broken, 6_000, 7_000, -40f);
        var heard = new Heard();
        give(heard, Sounds.join(broken, Sounds.silence(1), talk(2, 1)));
        heard.awaitEnd();

        assertThat(heard.finals()).hasSize(2);
        assertThat(decoder.windows())
                .allSatisfy(
                        window -> {
                            for (float sample : window.samples()) {
                                assertThat(Math.abs(sample)).isLessThanOrEqualTo(1);
                            }
                        });
        assertThat(broken[0]).as("the caller's array stays as it was").isNaN();
    }

    @Test
    void aSentenceInAnotherLanguageIsReadInItAtOnce() {
        decoder.answering(
                window -> {
                    boolean french = window.options().language().equals(Optional.of("fr"));
                    return new Decoded(
                            french ? "Bonjour à tous le monde" : "How can I help you today",
                            List.of(),
                            french ? "fr" : "en",
                            french ? -0.9 : -0.2,
                            0.02,
                            1.1,
                            Map.of("fr", 0.02, "en", 0.95),
                            false);
                });
        var heard = new Heard();
        LiveStream stream = speech.open(StreamOptions.fromStart(Optional.empty()), heard::add);
        stream.accept(talk(4, 1));
        stream.finish();
        heard.awaitEnd();

        assertThat(heard.finals())
                .extracting(Final::text, Final::language)
                .containsExactly(tuple("How can I help you today", "en"));
    }

    private void give(Heard heard, float[] sound) {
        LiveStream stream = speech.open(StreamOptions.fromStart(Optional.of("fr")), heard::add);
        stream.accept(sound);
        stream.finish();
    }

    /// Loud and silent seconds in turn.
    private static float[] talk(int... seconds) {
        var parts = new float[seconds.length][];
        for (int i = 0; i < seconds.length; i++) {
            parts[i] =
                    i % 2 == 0
                            ? Sounds.noise(seconds[i], 0.3, 31L * i + seconds[i])
                            : Sounds.silence(seconds[i]);
        }
        return Sounds.join(parts);
    }

    private static Said said(Final text, float[] stream) {
        int start = (int) text.startMillis() * Said.PER_MILLI;
        int end = (int) text.endMillis() * Said.PER_MILLI;
        return new Said(
                text.startMillis(),
                text.endMillis(),
                text.text(),
                text.language(),
                Arrays.copyOfRange(stream, start, end));
    }

    /// A text that is another one where anything is that the decoder is given.
    private static Decoded allThatItIsGiven(Window window) {
        var begun = window.begun();
        String heard = FakeDecoder.spoken(window).text();
        return FakeDecoder.text(
                window,
                heard.isEmpty()
                        ? ""
                        : "%s %08x %08x %08x"
                                .formatted(
                                        heard,
                                        Arrays.hashCode(begun.sound()),
                                        begun.text().hashCode(),
                                        window.options().prompt().hashCode()));
    }

    private static List<String> words(Partial partial) {
        return List.of(partial.text().split(" "));
    }

    /// What a listener heard.
    private static final class Heard {

        private final List<RecognizerEvent> events = new CopyOnWriteArrayList<>();

        void add(RecognizerEvent event) {
            events.add(event);
        }

        void awaitEnd() {
            await().atMost(Duration.ofSeconds(30)).until(() -> !of(Ended.class).isEmpty());
        }

        List<Final> finals() {
            return of(Final.class);
        }

        <T extends RecognizerEvent> List<T> of(Class<T> type) {
            return events.stream().filter(type::isInstance).map(type::cast).toList();
        }
    }
}
