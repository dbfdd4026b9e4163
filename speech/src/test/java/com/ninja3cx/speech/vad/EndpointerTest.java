package com.ninja3cx.speech.vad;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.speech.Sounds;
import com.ninja3cx.speech.vad.EndpointEvent.Mark;
import com.ninja3cx.speech.vad.EndpointEvent.Pausing;
import com.ninja3cx.speech.vad.EndpointEvent.Speaking;
import com.ninja3cx.speech.vad.EndpointEvent.Utterance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// With a detector that takes loudness for speech, so that each case is exact.
class EndpointerTest {

    private static final int MILLI = 16;
    private static final Endpointing RULES = Endpointing.live();

    private final List<EndpointEvent> events = new ArrayList<>();

    @Test
    void speechBetweenSilencesIsOneUtteranceWithItsSurroundings() {
        hear(Sounds.silence(2), Sounds.tone(3, 300, 0.5), Sounds.silence(2));

        Utterance only = utterances().getFirst();
        assertThat(utterances()).hasSize(1);
        assertThat(only.start()).isBetween(1_700L * MILLI, 1_750L * MILLI);
        assertThat(only.speechStart()).isBetween(1_980L * MILLI, 2_000L * MILLI);
        assertThat(only.speechEnd()).isBetween(5_000L * MILLI, 5_033L * MILLI);
        assertThat(only.end()).isBetween(5_200L * MILLI, 5_260L * MILLI);
    }

    @Test
    void aShortPauseDoesNotEndAnUtteranceAndALongOneDoes() {
        hear(
                Sounds.tone(1, 300, 0.5),
                Sounds.silence(0.4),
                Sounds.tone(1, 300, 0.5),
                Sounds.silence(0.8),
                Sounds.tone(1, 300, 0.5));

        assertThat(utterances()).hasSize(2);
    }

    @Test
    void aClickIsNoUtterance() {
        hear(Sounds.silence(1), Sounds.tone(0.1, 300, 0.5), Sounds.silence(2));

        assertThat(utterances()).isEmpty();
    }

    @Test
    void somebodyWhoNeverPausesIsCutAtTheQuietestPlaceAndLosesNothing() {
        hear(
                Sounds.tone(15, 300, 0.5),
                Sounds.tone(0.3, 300, 0.2),
                Sounds.tone(15, 300, 0.5),
                Sounds.silence(1));

        assertThat(utterances()).hasSize(2);
        Utterance first = utterances().getFirst();
        assertThat(first.end()).isBetween(15_000L * MILLI, 15_300L * MILLI);
        assertThat(utterances().getLast().start()).isEqualTo(first.end());
        assertThat(first.samples().length).isLessThanOrEqualTo(22 * Sounds.RATE);
    }

    @Test
    void wordsInTheMakingAreReportedWhileSpeechGoesOn() {
        hear(Sounds.silence(1), Sounds.tone(3, 300, 0.5), Sounds.silence(1));

        List<Long> ends =
                events.stream()
                        .filter(Speaking.class::isInstance)
                        .map(event -> (Speaking) event)
                        .map(speaking -> (speaking.start() + speaking.samples().length) / MILLI)
                        .toList();
        assertThat(ends).hasSizeBetween(4, 6);
        assertThat(ends.getFirst()).isLessThanOrEqualTo(1_550);
        assertThat(ends.getLast()).isGreaterThan(3_300);
    }

    @Test
    void inSilenceAPointToResumeFromIsSetEveryTenSeconds() {
        hear(Sounds.silence(35));

        assertThat(marks()).hasSize(4).isSorted();
        assertThat(marks().get(1) - marks().get(0)).isBetween(9_000L * MILLI, 11_000L * MILLI);
        assertThat(marks().getLast()).isEqualTo(35L * Sounds.RATE);
    }

    @Test
    void theResultIsTheSameHoweverTheSoundIsCut() {
        float[] sound =
                Sounds.join(
                        Sounds.tone(2, 300, 0.5),
                        Sounds.silence(1.5),
                        Sounds.tone(26, 300, 0.5),
                        Sounds.silence(13),
                        Sounds.tone(1, 300, 0.5));
        hear(sound);
        List<String> whole = described(events);
        events.clear();
        var random = new Random(3);
        var endpointer = endpointer(0);
        for (int at = 0; at < sound.length; ) {
            int next = Math.min(sound.length, at + 1 + random.nextInt(3_000));
            endpointer.accept(Arrays.copyOfRange(sound, at, next));
            at = next;
        }
        endpointer.finish();

        assertThat(described(events)).isEqualTo(whole);
    }

    @Test
    void aPauseTellsTheUtteranceThatFollowsIfNothingMoreIsSaid() {
        hear(
                Sounds.tone(2, 300, 0.5),
                Sounds.silence(0.4),
                Sounds.tone(1, 300, 0.5),
                Sounds.silence(1));

        List<String> pauses =
                events.stream()
                        .filter(Pausing.class::isInstance)
                        .map(event -> ((Pausing) event).soFar())
                        .map(utterance -> described(List.of(utterance)).toString())
                        .toList();
        assertThat(pauses).hasSize(2);
        assertThat(utterances()).hasSize(1);
        assertThat(pauses.getLast())
                .isEqualTo(described(List.of(utterances().getFirst())).toString());
        assertThat(pauses.getFirst()).isNotEqualTo(pauses.getLast());
    }

    private void hear(float[]... sound) {
        var endpointer = endpointer(0);
        endpointer.accept(Sounds.join(sound));
        endpointer.finish();
    }

    private Endpointer endpointer(long first) {
        return new Endpointer(new LoudnessActivity(), RULES, first, 640, events::add);
    }

    private List<Utterance> utterances() {
        return events.stream()
                .filter(Utterance.class::isInstance)
                .map(event -> (Utterance) event)
                .toList();
    }

    private List<Long> marks() {
        return events.stream()
                .filter(Mark.class::isInstance)
                .map(event -> ((Mark) event).position())
                .toList();
    }

    static List<String> described(List<EndpointEvent> events) {
        return events.stream()
                .map(
                        event ->
                                switch (event) {
                                    case Speaking speaking ->
                                            "speaking %d %d"
                                                    .formatted(
                                                            speaking.start(),
                                                            Arrays.hashCode(speaking.samples()));
                                    case Pausing pausing ->
                                            "pausing " + described(List.of(pausing.soFar()));
                                    case Utterance utterance ->
                                            "utterance %d %d %d"
                                                    .formatted(
                                                            utterance.start(),
                                                            utterance.voicedMillis(),
                                                            Arrays.hashCode(utterance.samples()));
                                    case Mark mark -> "mark " + mark.position();
                                })
                .toList();
    }
}
