package com.ninja3cx.speech.file;

import com.ninja3cx.speech.reading.UtteranceReader;
import com.ninja3cx.speech.vad.EndpointEvent.Utterance;
import com.ninja3cx.speech.whisper.WindowDecoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Cuts the utterances of a window where the speaker changes to another language. All are judged
/// together (the likeliest sequence, in which each change has to be paid for), so that a short
/// "yes" between French sentences stays French.
final class LanguageRuns {

    /// Log-odds that a change needs.
    private static final double CHANGE = 3;

    /// Speech that counts in full.
    private static final double TELLING_MILLIS = 3_000;

    private static final double LEAST_SHARE = 0.01;

    private final WindowDecoder decoder;
    private final List<String> candidates;

    LanguageRuns(WindowDecoder decoder, List<String> candidates) {
        this.decoder = decoder;
        this.candidates = List.copyOf(candidates);
    }

    record Run(String language, List<Utterance> utterances) {}

    /// @param before the language spoken until then
    List<Run> of(List<Utterance> utterances, String before) {
        double[] best = new double[candidates.size()];
        for (int state = 0; state < best.length; state++) {
            best[state] = candidates.get(state).equals(before) ? 0 : -CHANGE;
        }
        var origins = new ArrayList<int[]>();
        for (Utterance utterance : utterances) {
            double[] own = evidence(utterance);
            double[] next = new double[best.length];
            int[] origin = new int[best.length];
            for (int state = 0; state < best.length; state++) {
                for (int from = 1; from < best.length; from++) {
                    if (reached(best, from, state) > reached(best, origin[state], state)) {
                        origin[state] = from;
                    }
                }
                next[state] = reached(best, origin[state], state) + own[state];
            }
            origins.add(origin);
            best = next;
        }
        return runs(utterances, languages(best, origins));
    }

    private static double reached(double[] best, int from, int state) {
        return best[from] - (from == state ? 0 : CHANGE);
    }

    private double[] evidence(Utterance utterance) {
        var heard = decoder.languages(utterance.samples(), UtteranceReader.WHOLE_SECONDS);
        double sum = candidates.stream().mapToDouble(code -> heard.getOrDefault(code, 0.0)).sum();
        double weight = Math.min(1, utterance.voicedMillis() / TELLING_MILLIS);
        return candidates.stream()
                .mapToDouble(code -> heard.getOrDefault(code, 0.0) / Math.max(sum, 1e-9))
                .map(share -> weight * Math.log(Math.max(LEAST_SHARE, share)))
                .toArray();
    }

    private List<String> languages(double[] best, List<int[]> origins) {
        int state = 0;
        for (int other = 1; other < best.length; other++) {
            state = best[other] > best[state] ? other : state;
        }
        var languages = new ArrayList<String>();
        for (int[] origin : origins.reversed()) {
            languages.add(candidates.get(state));
            state = origin[state];
        }
        Collections.reverse(languages);
        return languages;
    }

    private static List<Run> runs(List<Utterance> utterances, List<String> languages) {
        var runs = new ArrayList<Run>();
        for (int i = 0; i < utterances.size(); i++) {
            if (i == 0 || !languages.get(i).equals(languages.get(i - 1))) {
                runs.add(new Run(languages.get(i), new ArrayList<>()));
            }
            runs.getLast().utterances().add(utterances.get(i));
        }
        return runs;
    }
}
