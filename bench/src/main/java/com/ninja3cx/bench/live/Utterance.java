package com.ninja3cx.bench.live;

import com.ninja3cx.bench.live.HeardChannel.Seen;
import com.ninja3cx.simulator.score.WordErrorRate;
import com.ninja3cx.speech.RecognizerEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One utterance as a watcher saw it: partial texts one after the other, then its final text.
final class Utterance {

    private record Partial(long atMicros, RecognizerEvent.Partial event) {}

    private final List<Partial> partials = new ArrayList<>();
    private RecognizerEvent.@Nullable Final text;
    private long finalMicros;
    private boolean dropped;

    private Utterance() {}

    /// All utterances of a channel by their number.
    static TreeMap<Long, Utterance> of(List<Seen> seen) {
        var utterances = new TreeMap<Long, Utterance>();
        for (Seen each : seen) {
            switch (each.event()) {
                case RecognizerEvent.Partial partial ->
                        at(utterances, partial.utterance())
                                .partials
                                .add(new Partial(each.atMicros(), partial));
                case RecognizerEvent.Final last -> {
                    Utterance utterance = at(utterances, last.utterance());
                    utterance.text = last;
                    utterance.finalMicros = each.atMicros();
                }
                case RecognizerEvent.Dropped gone ->
                        at(utterances, gone.utterance()).dropped = true;
                case RecognizerEvent.Committed mark -> {}
                case RecognizerEvent.Ended end -> {}
            }
        }
        return utterances;
    }

    private static Utterance at(TreeMap<Long, Utterance> utterances, long number) {
        return utterances.computeIfAbsent(number, key -> new Utterance());
    }

    RecognizerEvent.@Nullable Final text() {
        return text;
    }

    /// The engine said what became of it: words, or none.
    boolean settled() {
        return text != null || dropped;
    }

    long finalMicros() {
        return finalMicros;
    }

    /// The words of the final text, and when each came on screen.
    ShownWords shown(List<String> words) {
        List<ShownWords.Look> looks =
                partials.stream()
                        .map(
                                partial ->
                                        new ShownWords.Look(
                                                partial.atMicros,
                                                partial.event.endMillis(),
                                                partial.event.text()))
                        .toList();
        return new ShownWords(words, looks, finalMicros);
    }

    /// How many of its words were said to be stable before it ended.
    int promises() {
        return partials.stream().mapToInt(partial -> partial.event.stableWords()).max().orElse(0);
    }

    /// How many words changed after they were said to be stable, in later partials and the final.
    int brokenPromises() {
        int broken = 0;
        List<String> promised = List.of();
        for (Partial partial : partials) {
            List<String> words = tokens(partial.event.text());
            broken += missing(promised, words);
            promised = words.subList(0, Math.min(partial.event.stableWords(), words.size()));
        }
        RecognizerEvent.@Nullable Final last = text;
        return last == null ? broken : broken + missing(promised, tokens(last.text()));
    }

    private static int missing(List<String> promised, List<String> words) {
        int missing = 0;
        for (int i = 0; i < promised.size(); i++) {
            if (i >= words.size() || !promised.get(i).equals(words.get(i))) {
                missing++;
            }
        }
        return missing;
    }

    /// Case and punctuation may still change: what counts is the word.
    private static List<String> tokens(String text) {
        return text.isBlank()
                ? List.of()
                : Arrays.stream(text.strip().split("\\s+")).map(WordErrorRate::normalise).toList();
    }
}
