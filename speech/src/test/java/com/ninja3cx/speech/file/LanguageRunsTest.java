package com.ninja3cx.speech.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.speech.vad.EndpointEvent.Utterance;
import com.ninja3cx.speech.whisper.Decoded;
import com.ninja3cx.speech.whisper.WindowDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Each utterance's first sample tells here how probable French is.
class LanguageRunsTest {

    private final LanguageRuns runs = new LanguageRuns(new Hearing(), List.of("fr", "en"));

    @Test
    void aChangeOfLanguageCutsTheWindow() {
        assertThat(languages(said(0.98, 4_000), said(0.03, 3_500), said(0.02, 5_000)))
                .containsExactly("fr 1", "en 2");
    }

    @Test
    void aShortWordBetweenSentencesStaysInTheirLanguage() {
        assertThat(languages(said(0.98, 4_000), said(0.05, 600), said(0.97, 4_000)))
                .containsExactly("fr 3");
    }

    @Test
    void anUnclearBeginningIsUnderstoodFromWhatFollows() {
        assertThat(languages(said(0.3, 800), said(0.03, 4_000))).containsExactly("en 2");
    }

    private List<String> languages(Utterance... utterances) {
        return runs.of(Arrays.asList(utterances), "fr").stream()
                .map(run -> run.language() + " " + run.utterances().size())
                .toList();
    }

    private static Utterance said(double french, int voicedMillis) {
        return new Utterance(0, new float[] {(float) french}, 0, 1, voicedMillis);
    }

    private static final class Hearing implements WindowDecoder {

        @Override
        public List<Decoded> decode(List<Window> windows) {
            throw new IllegalStateException("nothing is read here");
        }

        @Override
        public Map<String, Double> languages(float[] samples, double leastSeconds) {
            return Map.of("fr", (double) samples[0], "en", 1.0 - samples[0]);
        }
    }
}
