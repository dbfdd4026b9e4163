package com.ninja3cx.bench.live;

import com.ninja3cx.bench.calls.ReferenceWord;
import com.ninja3cx.bench.measure.Slope;
import com.ninja3cx.protocol.Channel;
import com.ninja3cx.simulator.score.WordAlignment;
import com.ninja3cx.simulator.score.WordErrorRate;
import com.ninja3cx.speech.RecognizerEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How well and how soon one side of one call was heard.
///
/// @param words how every word came on screen that was heard correctly
/// @param finalLatencies for every final: when it came, and how long after the end of its speech
/// @param missing utterances that the engine took up and never settled
/// @param silentTurns turns of the reference over which no final lies
/// @param repeated finals that say again what was said before, though it was said once
/// @param promises words that were said to be stable while somebody spoke
/// @param brokenPromises words that changed after they were said to be stable
record ChannelScore(
        String text,
        WordErrorRate errors,
        List<WordStory> words,
        List<Slope.Point> finalLatencies,
        int missing,
        int silentTurns,
        int repeated,
        int promises,
        int brokenPromises,
        int alignedWords,
        int sharedWords) {

    /// A final this short may be said twice by anybody: "oui oui".
    private static final int FEWEST_REPEATED_WORDS = 3;

    /// The engine may see speech end later than the last word that it heard right.
    private static final long PLAUSIBLE_TAIL_MILLIS = 1_000;

    private record HeardWord(long utterance, int position) {}

    static ChannelScore of(HeardCall call, Channel channel) {
        HeardChannel heard = call.channel(channel);
        List<ReferenceWord> reference =
                ReferenceWord.of(call.reference().script(), channel, call.playedMillis());
        Map<Long, Utterance> utterances = Utterance.of(heard.seen());

        var words = new ArrayList<String>();
        var places = new ArrayList<HeardWord>();
        var texts = new ArrayList<String>();
        var shown = new HashMap<Long, ShownWords>();
        utterances.forEach(
                (number, utterance) -> {
                    RecognizerEvent.@Nullable Final last = utterance.text();
                    if (last == null) {
                        return;
                    }
                    texts.add(last.text());
                    List<String> said = WordErrorRate.words(last.text());
                    for (int i = 0; i < said.size(); i++) {
                        places.add(new HeardWord(number, i));
                    }
                    words.addAll(said);
                    shown.put(number, utterance.shown(said));
                });

        WordAlignment alignment =
                WordAlignment.of(reference.stream().map(ReferenceWord::text).toList(), words);
        var stories = new ArrayList<WordStory>();
        var speechEnds = new HashMap<Long, Long>();
        for (int i = 0; i < reference.size(); i++) {
            int at = alignment.heardAt()[i];
            if (at < 0) {
                continue;
            }
            HeardWord place = places.get(at);
            long end = reference.get(i).endMillis();
            speechEnds.put(place.utterance, end);
            if (alignment.correct()[i]) {
                ShownWords there = Objects.requireNonNull(shown.get(place.utterance));
                stories.add(there.story(place.position, end, call.startMicros()));
            }
        }

        int unsettled = heard.hasEnded() ? 0 : 1;
        int promises = 0;
        int broken = 0;
        long expected = 0;
        var latencies = new ArrayList<Slope.Point>();
        for (var entry : utterances.entrySet()) {
            Utterance utterance = entry.getValue();
            unsettled += (int) (entry.getKey() - expected) + (utterance.settled() ? 0 : 1);
            expected = entry.getKey() + 1;
            promises += utterance.promises();
            broken += utterance.brokenPromises();
            RecognizerEvent.@Nullable Final last = utterance.text();
            if (last != null) {
                long end = speechEnd(last, speechEnds.get(entry.getKey()));
                long late = utterance.finalMicros() - call.startMicros() - end * 1_000;
                latencies.add(new Slope.Point(utterance.finalMicros() / 1_000, late / 1_000));
            }
        }
        int aligned = (int) reference.stream().filter(ReferenceWord::aligned).count();
        String text = String.join(" ", texts);
        return new ChannelScore(
                text,
                new WordErrorRate(alignment.errors(), reference.size()),
                stories,
                latencies,
                unsettled,
                silentTurns(reference, alignment, places),
                repeated(texts, reference),
                promises,
                broken,
                aligned,
                reference.size() - aligned);
    }

    /// When each of these words showed for good, and how long after its end that was.
    List<Slope.Point> partialLags() {
        return words.stream()
                .map(word -> new Slope.Point(word.shownMillis(), word.lagMillis()))
                .toList();
    }

    /// Errors of another reading of the same sound.
    static WordErrorRate errors(HeardCall call, Channel channel, String text) {
        List<String> reference =
                ReferenceWord.of(call.reference().script(), channel, call.playedMillis()).stream()
                        .map(ReferenceWord::text)
                        .toList();
        return WordErrorRate.of(String.join(" ", reference), text);
    }

    private static long speechEnd(RecognizerEvent.Final last, @Nullable Long lastWordEnd) {
        return lastWordEnd != null && last.endMillis() - lastWordEnd < PLAUSIBLE_TAIL_MILLIS
                ? Math.min(lastWordEnd, last.endMillis())
                : last.endMillis();
    }

    /// Turns of which not one word, right or wrong, has its place in what was heard.
    private static int silentTurns(
            List<ReferenceWord> reference, WordAlignment alignment, List<HeardWord> places) {
        var all = new HashSet<Integer>();
        var heard = new HashSet<Integer>();
        for (int i = 0; i < reference.size(); i++) {
            all.add(reference.get(i).turn());
            if (alignment.heardAt()[i] >= 0 && !places.isEmpty()) {
                heard.add(reference.get(i).turn());
            }
        }
        return all.size() - heard.size();
    }

    /// Texts that occur more often than in the reference, each time too many.
    private static int repeated(List<String> texts, List<ReferenceWord> reference) {
        String said = " " + String.join(" ", reference.stream().map(ReferenceWord::text).toList());
        var counts = new HashMap<String, Integer>();
        for (String text : texts) {
            if (WordErrorRate.words(text).size() >= FEWEST_REPEATED_WORDS) {
                counts.merge(WordErrorRate.normalise(text), 1, Integer::sum);
            }
        }
        int repeated = 0;
        for (var count : counts.entrySet()) {
            int allowed =
                    Math.max(1, (said + " ").split(" " + count.getKey() + " ", -1).length - 1);
            repeated += Math.max(0, count.getValue() - allowed);
        }
        return repeated;
    }
}
