package com.ninja3cx.speech.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.ninja3cx.speech.FakeDecoder;
import com.ninja3cx.speech.LiveStream;
import com.ninja3cx.speech.RecognizerEvent.Committed;
import com.ninja3cx.speech.RecognizerEvent.Dropped;
import com.ninja3cx.speech.RecognizerEvent.Ended;
import com.ninja3cx.speech.RecognizerEvent.Final;
import com.ninja3cx.speech.RecognizerEvent.Partial;
import com.ninja3cx.speech.RevisedSegment;
import com.ninja3cx.speech.Sounds;
import com.ninja3cx.speech.StreamOptions;
import com.ninja3cx.speech.whisper.Decoded;
import com.ninja3cx.speech.whisper.WindowDecoder.Window;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// What is told of a stream: which texts, in which language, from which sound.
class LocalSpeechTest extends LocalSpeechCase {

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
                                    before.stream().map(text -> Heard.said(text, talk)).toList()),
                            resumed::add);
            stream.accept(Arrays.copyOfRange(talk, (int) mark.millis() * 16, talk.length));
            stream.finish();
            resumed.awaitEnd();

            assertThat(resumed.finals())
                    .isEqualTo(whole.finals().subList(before.size(), whole.finals().size()));
        }
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
    void aRevisionThatSomebodyWaitsForReadsTheSame() throws Exception {
        List<RevisedSegment> segments = new CopyOnWriteArrayList<>();
        List<RevisedSegment> hurried = new CopyOnWriteArrayList<>();
        float[] sound = talk(10, 1, 10, 1, 10, 1, 5, 1);
        try (var revision = speech.revise(Optional.of("fr"), segments::add);
                var awaited = speech.revise(Optional.of("fr"), hurried::add)) {
            revision.accept(sound);
            revision.finish();
            awaited.hurry();
            awaited.accept(sound);
            awaited.hurry();
            awaited.finish();
        }

        assertThat(segments).hasSizeGreaterThan(1);
        assertThat(hurried).isEqualTo(segments);
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

    /// A text that is another one where anything is that the decoder is given.
    private static Decoded allThatItIsGiven(Window window) {
        var begun = window.begun();
        String heard = FakeDecoder.spoken(window).text();
        // Less sure alone.
        return FakeDecoder.decoded(
                window,
                heard.isEmpty()
                        ? ""
                        : "%s %08x %08x %08x"
                                .formatted(
                                        heard,
                                        Arrays.hashCode(begun.sound()),
                                        begun.text().hashCode(),
                                        window.options().prompt().hashCode()),
                begun.isNothing() ? -0.5 : -0.3,
                0.02,
                false);
    }

    private static List<String> words(Partial partial) {
        return List.of(partial.text().split(" "));
    }
}
