package com.ninja3cx.speech.reading;

import com.ninja3cx.speech.whisper.WindowDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which language a stream is in: found out from its first seconds of speech taken together, since
/// a single "allô ?" tells little, and kept from then on. Only the languages of the product
/// compete. Not thread-safe.
public final class LanguageChoice {

    private static final int RATE = 16_000;
    private static final int ENOUGH = 6 * RATE;
    private static final double CLEAR = 0.85;

    private final WindowDecoder decoder;
    private final List<String> candidates;
    private final int most;
    private Optional<String> settled;
    private float[] heard = new float[0];
    private float @Nullable [] judged;
    private Judgement judgement = new Judgement("", 0);

    /// @param given the language if it is known
    /// @param candidates codes to choose among, the likelier first
    /// @param mostSeconds speech after which the choice stands, clear or not; at most 30
    public LanguageChoice(
            WindowDecoder decoder,
            Optional<String> given,
            List<String> candidates,
            int mostSeconds) {
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException("no language to choose from");
        }
        this.decoder = decoder;
        this.settled = given;
        this.candidates = List.copyOf(candidates);
        this.most = mostSeconds * RATE;
    }

    /// The language for this sound, judged together with what was heard before; the sound is not
    /// kept.
    public String look(float[] speech) {
        return settled.orElseGet(() -> judgement(speech).language());
    }

    /// The same, and the sound counts for what follows.
    public String hear(float[] speech) {
        if (settled.isPresent()) {
            return settled.get();
        }
        Judgement now = judgement(speech);
        heard = joined(speech);
        judged = null;
        if (heard.length >= most || heard.length >= ENOUGH && now.share() >= CLEAR) {
            settled = Optional.of(now.language());
            heard = new float[0];
        }
        return now.language();
    }

    /// The same sound asked for again is not judged again.
    private Judgement judgement(float[] speech) {
        if (judged != speech) {
            judgement = judge(joined(speech));
            judged = speech;
        }
        return judgement;
    }

    private float[] joined(float[] speech) {
        int more = Math.min(speech.length, most - heard.length);
        float[] all = Arrays.copyOf(heard, heard.length + more);
        System.arraycopy(speech, 0, all, heard.length, more);
        return all;
    }

    private Judgement judge(float[] sound) {
        if (candidates.size() == 1) {
            return new Judgement(candidates.getFirst(), 1);
        }
        var probabilities = decoder.languages(sound);
        double sum = 0;
        double most = -1;
        String best = candidates.getFirst();
        for (String candidate : candidates) {
            double probability = probabilities.getOrDefault(candidate, 0.0);
            sum += probability;
            if (probability > most) {
                most = probability;
                best = candidate;
            }
        }
        return new Judgement(best, sum > 0 ? most / sum : 0);
    }

    private record Judgement(String language, double share) {}
}
