package com.ninja3cx.speech.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ninja3cx.speech.LiveStream;
import com.ninja3cx.speech.RealModels;
import com.ninja3cx.speech.RecognizerEvent;
import com.ninja3cx.speech.RecognizerEvent.Committed;
import com.ninja3cx.speech.RecognizerEvent.Final;
import com.ninja3cx.speech.Sounds;
import com.ninja3cx.speech.Speech;
import com.ninja3cx.speech.StreamOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// With the real models on a spoken call.
@Timeout(120)
class LiveWordsTest {

    private final Speech speech =
            LocalSpeech.start(
                    new RealModels(), Tuning.of(2, 0, List.of("fr", "en")), Duration.ofMinutes(1));

    @AfterEach
    void close() {
        speech.close();
    }

    @Test
    void aCallCutAtACommittedMarkReadsAsOneNeverCut() throws Exception {
        float[] caller = Sounds.channel(Sounds.demoCall("fr-messagerie-courte"), 1);
        List<RecognizerEvent> whole = hear(caller, StreamOptions.fromStart(Optional.empty()));
        List<Final> finals = of(whole, Final.class);

        assertThat(finals).extracting(Final::language).containsOnly("fr");
        String text = String.join(" ", finals.stream().map(Final::text).toList());
        assertThat(text.toLowerCase(Locale.ROOT)).contains("mails", "téléphone", "merci");
        assertThat(of(whole, RecognizerEvent.Partial.class)).isNotEmpty();

        Committed middle = of(whole, Committed.class).get(1);
        int before = (int) middle.nextUtterance();
        float[] rest = Arrays.copyOfRange(caller, (int) middle.millis() * 16, caller.length);
        List<RecognizerEvent> resumed =
                hear(
                        rest,
                        new StreamOptions(
                                Optional.empty(),
                                middle.millis(),
                                middle.nextUtterance(),
                                finals.subList(0, before).stream()
                                        .map(each -> Heard.said(each, caller))
                                        .toList()));

        assertThat(of(resumed, Final.class)).isEqualTo(finals.subList(before, finals.size()));
    }

    @Test
    void finalsAreTheSameAloneInCompanyAndUnderLoad() throws Exception {
        List<float[]> channels = new ArrayList<>();
        for (String call : List.of("fr-messagerie-courte", "en-email")) {
            channels.add(firstSeconds(Sounds.channel(Sounds.demoCall(call), 0), 16));
            channels.add(firstSeconds(Sounds.channel(Sounds.demoCall(call), 1), 16));
        }
        List<List<Final>> alone = new ArrayList<>();
        for (float[] channel : channels) {
            alone.add(of(hear(channel, StreamOptions.fromStart(Optional.empty())), Final.class));
        }

        List<List<RecognizerEvent>> together = channels.stream().map(this::begin).toList();
        together.forEach(LiveWordsTest::awaitEnd);

        assertThat(together.stream().map(events -> of(events, Final.class)).toList())
                .isEqualTo(alone);
        assertThat(alone).allSatisfy(finals -> assertThat(finals).isNotEmpty());
    }

    @Test
    void silenceNoiseAndTonesGiveNoWordsAtAll() {
        float[] nobody =
                Sounds.join(
                        Sounds.silence(12),
                        Sounds.noise(10, 0.05, 4),
                        Sounds.tone(3, 440, 0.4),
                        Sounds.silence(3),
                        Sounds.tone(3, 425, 0.4));

        List<RecognizerEvent> heard = hear(nobody, StreamOptions.fromStart(Optional.empty()));

        assertThat(of(heard, Final.class)).isEmpty();
        assertThat(of(heard, RecognizerEvent.Partial.class)).isEmpty();
    }

    private static float[] firstSeconds(float[] sound, int seconds) {
        return Arrays.copyOf(sound, seconds * Sounds.RATE);
    }

    private List<RecognizerEvent> hear(float[] sound, StreamOptions options) {
        List<RecognizerEvent> events = begin(sound, options);
        awaitEnd(events);
        return events;
    }

    private List<RecognizerEvent> begin(float[] sound) {
        return begin(sound, StreamOptions.fromStart(Optional.empty()));
    }

    private List<RecognizerEvent> begin(float[] sound, StreamOptions options) {
        var events = new CopyOnWriteArrayList<RecognizerEvent>();
        LiveStream stream = speech.open(options, events::add);
        stream.accept(sound);
        stream.finish();
        return events;
    }

    private static void awaitEnd(List<RecognizerEvent> events) {
        await().atMost(Duration.ofSeconds(100))
                .until(() -> !of(events, RecognizerEvent.Ended.class).isEmpty());
    }

    private static <T extends RecognizerEvent> List<T> of(
            List<RecognizerEvent> events, Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
