package com.ninja3cx.bench.harvest;

import com.ninja3cx.bench.measure.Rounded;
import com.ninja3cx.simulator.sounds.WordlessSound;
import com.ninja3cx.speech.reading.UtteranceReader;
import com.ninja3cx.speech.whisper.Decoded;
import com.ninja3cx.speech.whisper.WindowDecoder;
import com.ninja3cx.speech.whisper.WindowDecoder.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Gives wordless sound straight to the model, without voice activity and without guards, and
/// collects what it says.
final class ModelHarvest {

    /// Lengths of utterances: a cough, a sentence, a whole window.
    private static final int[] SECONDS = {2, 5, 10, 30};

    private final WindowDecoder decoder;
    private final List<String> languages;
    private final Map<String, Phrase> phrases = new HashMap<>();
    private final Map<String, Integer> withText = new TreeMap<>();
    private int windows;

    private static final class Phrase {
        private final Set<String> languages = new TreeSet<>();
        private final Set<String> sounds = new TreeSet<>();
        private int count;
        private double leastNoSpeech = 1;
        private double mostLogProbability = Double.NEGATIVE_INFINITY;
    }

    ModelHarvest(WindowDecoder decoder, List<String> languages) {
        this.decoder = decoder;
        this.languages = languages;
    }

    /// @param seeds how many variants of each sound
    void play(List<WordlessSound> sounds, int seeds, Consumer<String> doing) {
        int longest = SECONDS[SECONDS.length - 1];
        for (WordlessSound sound : sounds) {
            for (int seed = 0; seed < seeds; seed++) {
                doing.accept("%s %d/%d".formatted(sound.name(), seed + 1, seeds));
                float[] played = sound.play(longest, seed);
                for (String language : languages) {
                    for (int seconds : SECONDS) {
                        hear(sound, language, Arrays.copyOf(played, seconds * WordlessSound.RATE));
                    }
                }
            }
        }
    }

    int windows() {
        return windows;
    }

    Map<String, Integer> windowsWithText() {
        return withText;
    }

    List<HarvestReport.Invented> invented() {
        var all = new ArrayList<HarvestReport.Invented>();
        phrases.forEach(
                (text, phrase) ->
                        all.add(
                                new HarvestReport.Invented(
                                        text,
                                        phrase.languages,
                                        phrase.sounds,
                                        phrase.count,
                                        Rounded.to(3, phrase.leastNoSpeech),
                                        Rounded.to(3, phrase.mostLogProbability))));
        all.sort(
                Comparator.comparingInt(HarvestReport.Invented::count)
                        .reversed()
                        .thenComparing(HarvestReport.Invented::text));
        return all;
    }

    private void hear(WordlessSound sound, String language, float[] samples) {
        var options = UtteranceReader.quick(language);
        Decoded decoded = decoder.decode(List.of(new Window(samples, options))).getFirst();
        windows++;
        if (decoded.text().isBlank()) {
            return;
        }
        withText.merge(sound.name(), 1, Integer::sum);
        Phrase phrase = phrases.computeIfAbsent(decoded.text(), text -> new Phrase());
        phrase.languages.add(language);
        phrase.sounds.add(sound.name());
        phrase.count++;
        phrase.leastNoSpeech = Math.min(phrase.leastNoSpeech, decoded.noSpeechProbability());
        phrase.mostLogProbability =
                Math.max(phrase.mostLogProbability, decoded.averageLogProbability());
    }
}
