package com.ninja3cx.speech.vad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.ninja3cx.speech.Sounds;
import com.ninja3cx.speech.models.FetchProgress;
import com.ninja3cx.speech.models.ModelStore;
import com.ninja3cx.speech.models.Sources;
import com.ninja3cx.speech.vad.EndpointEvent.Mark;
import com.ninja3cx.speech.vad.EndpointEvent.Utterance;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// With the real model on real sound.
class SileroVoiceActivityTest {

    private static SileroVoiceActivity silero;

    @BeforeAll
    static void load() throws Exception {
        var store = new ModelStore(ModelStore.root(System.getenv()), Sources.of(System.getenv()));
        silero = SileroVoiceActivity.load(store.voiceActivity(FetchProgress.silent()));
    }

    @AfterAll
    static void close() {
        silero.close();
    }

    @Test
    void everyTurnOfACallIsFoundAndLittleElse() throws Exception {
        float[] caller = Sounds.channel(Sounds.demoCall("fr-messagerie-courte"), 1);

        List<Utterance> found = utterances(hear(caller, 0));

        double seconds = found.stream().mapToInt(one -> one.samples().length).sum() / 16_000.0;
        assertThat(found).hasSizeBetween(2, 5);
        assertThat(seconds).isBetween(5.0, 12.0);
    }

    @Test
    void nobodySpeaksInSilenceNoiseAndTones() {
        float[] sound =
                Sounds.join(
                        Sounds.silence(15),
                        Sounds.noise(15, 0.02, 1),
                        Sounds.tone(5, 440, 0.3),
                        Sounds.noise(15, 0.2, 2),
                        Sounds.tone(5, 425, 0.5));

        assertThat(utterances(hear(sound, 0))).isEmpty();
    }

    @Test
    void aStreamBegunAtAnyMarkIsCutAsOneThatRanThrough() throws Exception {
        Path real = Sounds.realRecording("real-phone-agent-8k");
        Path call = Sounds.isThere(real) ? real : Sounds.demoCall("fr-imprimante");
        float[] sound = Sounds.channel(call, 0);
        List<EndpointEvent> whole = hear(sound, 0);

        List<Long> marks =
                whole.stream()
                        .filter(Mark.class::isInstance)
                        .map(event -> ((Mark) event).position())
                        .toList();
        assumeThat(marks).hasSizeGreaterThan(3);
        for (long mark : marks.subList(0, marks.size() - 1)) {
            float[] rest = Arrays.copyOfRange(sound, (int) mark, sound.length);
            List<EndpointEvent> resumed = hear(rest, mark);
            int after = indexAfterMark(whole, mark);
            assertThat(EndpointerTest.described(resumed))
                    .isEqualTo(EndpointerTest.described(whole.subList(after, whole.size())));
        }
    }

    private static int indexAfterMark(List<EndpointEvent> events, long mark) {
        return events.indexOf(new Mark(mark)) + 1;
    }

    private static List<Utterance> utterances(List<EndpointEvent> events) {
        return events.stream()
                .filter(Utterance.class::isInstance)
                .map(event -> (Utterance) event)
                .toList();
    }

    private static List<EndpointEvent> hear(float[] sound, long from) {
        List<EndpointEvent> events = new ArrayList<>();
        var endpointer = new Endpointer(silero, Endpointing.live(), from, 640, events::add);
        endpointer.accept(sound);
        endpointer.finish();
        return events;
    }
}
