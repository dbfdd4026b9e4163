package com.ninja3cx.bench.calls;

import com.ninja3cx.protocol.Channel;
import com.ninja3cx.simulator.calls.CallScript;
import com.ninja3cx.simulator.calls.SpokenWord;
import com.ninja3cx.simulator.calls.Turn;
import com.ninja3cx.simulator.score.WordErrorRate;
import java.util.ArrayList;
import java.util.List;

/// A word that was said, as it is compared, and when.
///
/// @param turn number of the turn within its channel
/// @param aligned whether the times were found in the sound; otherwise they are shares of the turn
///   by the length of words
public record ReferenceWord(
        String text, int turn, long startMillis, long endMillis, boolean aligned) {

    /// What one side says in whole turns up to a moment of the call.
    public static List<ReferenceWord> of(CallScript script, Channel channel, long untilMillis) {
        var words = new ArrayList<ReferenceWord>();
        int number = 0;
        for (Turn turn : script.turns()) {
            if (turn.channel() != channel) {
                continue;
            }
            if (turn.endMillis() <= untilMillis) {
                add(turn, number, words);
            }
            number++;
        }
        return words;
    }

    private static void add(Turn turn, int number, List<ReferenceWord> words) {
        boolean aligned = !turn.words().isEmpty();
        for (SpokenWord word : aligned ? turn.words() : shared(turn)) {
            for (String text : WordErrorRate.words(word.text())) {
                words.add(
                        new ReferenceWord(
                                text, number, word.startMillis(), word.endMillis(), aligned));
            }
        }
    }

    private static List<SpokenWord> shared(Turn turn) {
        String[] texts = turn.text().strip().split("\\s+");
        double letters = String.join("", texts).length();
        long lasts = turn.endMillis() - turn.startMillis();
        var words = new ArrayList<SpokenWord>();
        int before = 0;
        for (String text : texts) {
            long start = turn.startMillis() + Math.round(lasts * before / letters);
            before += text.length();
            words.add(
                    new SpokenWord(
                            text,
                            start,
                            turn.startMillis() + Math.round(lasts * before / letters)));
        }
        return words;
    }
}
