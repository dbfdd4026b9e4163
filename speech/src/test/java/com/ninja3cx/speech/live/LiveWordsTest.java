package com.ninja3cx.speech.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ninja3cx.protocol.Channel;
import com.ninja3cx.simulator.calls.DemoCall;
import com.ninja3cx.simulator.score.WordErrorRate;
import com.ninja3cx.simulator.sounds.WordlessSound;
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
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// With the real models on spoken calls.
@Timeout(300)
class LiveWordsTest {

    private final Speech speech =
            LocalSpeech.start(
                    new RealModels(), Tuning.of(2, 0, List.of("fr", "en")), Duration.ofMinutes(1));

    @AfterEach
    void close() {
        speech.close();
    }

    @Test
    void aCallIsHeardInItsLanguage() throws Exception {
        List<RecognizerEvent> whole =
                hear(caller("fr-messagerie-courte"), StreamOptions.fromStart(Optional.empty()));
        List<Final> finals = of(whole, Final.class);

        assertThat(finals).extracting(Final::language).containsOnly("fr");
        String text = String.join(" ", finals.stream().map(Final::text).toList());
        assertThat(text.toLowerCase(Locale.ROOT)).contains("mails", "téléphone", "merci");
        assertThat(of(whole, RecognizerEvent.Partial.class)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr-messagerie-courte", "en-email", "both languages"})
    void aCallCutAtAnyCommittedMarkReadsAsOneNeverCut(String name) throws Exception {
        float[] sound =
                name.equals("both languages")
                        ? Sounds.join(
                                firstSeconds(caller("en-email"), 12),
                                firstSeconds(caller("fr-messagerie-courte"), 14),
                                firstSeconds(caller("en-email"), 6))
                        : firstSeconds(caller(name), 22);
        List<RecognizerEvent> whole = hear(sound, StreamOptions.fromStart(Optional.empty()));
        List<Final> finals = of(whole, Final.class);
        List<Committed> marks = of(whole, Committed.class);
        assertThat(marks).hasSizeGreaterThan(1);

        for (Committed mark : marks) {
            List<Final> before =
                    finals.stream().filter(it -> it.utterance() < mark.nextUtterance()).toList();
            float[] rest = Arrays.copyOfRange(sound, (int) mark.millis() * 16, sound.length);
            List<RecognizerEvent> resumed =
                    hear(
                            rest,
                            new StreamOptions(
                                    Optional.empty(),
                                    mark.millis(),
                                    mark.nextUtterance(),
                                    before.stream().map(it -> Heard.said(it, sound)).toList()));

            assertThat(of(resumed, Final.class))
                    .as("after a cut at %d ms", mark.millis())
                    .isEqualTo(finals.subList(before.size(), finals.size()));
        }
    }

    @Test
    void fiveCallsAtOnceAreHeardAsRightAsPromised() throws Exception {
        Map<String, WordErrorRate> scores = new HashMap<>();
        Map<List<RecognizerEvent>, String> said = new IdentityHashMap<>();
        Map<List<RecognizerEvent>, String> languages = new IdentityHashMap<>();
        for (String name : DemoCall.names()) {
            DemoCall call = DemoCall.named(name);
            for (int channel = 0; channel < 2; channel++) {
                float[] sound = Sounds.channel(Sounds.demoCall(name), channel);
                List<RecognizerEvent> heard = begin(sound);
                said.put(heard, call.text(channel == 0 ? Channel.MICROPHONE : Channel.SPEAKER));
                languages.put(heard, call.language());
            }
        }
        said.forEach(
                (heard, words) -> {
                    awaitEnd(heard);
                    String text =
                            String.join(
                                    " ", of(heard, Final.class).stream().map(Final::text).toList());
                    scores.merge(
                            Objects.requireNonNull(languages.get(heard)),
                            WordErrorRate.of(words, text),
                            WordErrorRate::plus);
                });

        assertThat(Objects.requireNonNull(scores.get("fr")).rate()).isLessThanOrEqualTo(0.13);
        assertThat(Objects.requireNonNull(scores.get("en")).rate()).isLessThanOrEqualTo(0.04);
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

    @Test
    void nothingIsReadInAnySoundOfTheTelephoneThatHoldsNoWords() {
        Map<String, List<RecognizerEvent>> heard = new HashMap<>();
        for (WordlessSound each : WordlessSound.all()) {
            heard.put(each.name(), begin(each.play(12, 7)));
        }

        heard.forEach(
                (name, events) -> {
                    awaitEnd(events);
                    assertThat(of(events, Final.class)).as(name).isEmpty();
                });
    }

    private static float[] caller(String name) throws Exception {
        return Sounds.channel(Sounds.demoCall(name), 1);
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
        await().atMost(Duration.ofSeconds(250))
                .until(() -> !of(events, RecognizerEvent.Ended.class).isEmpty());
    }

    private static <T extends RecognizerEvent> List<T> of(
            List<RecognizerEvent> events, Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
