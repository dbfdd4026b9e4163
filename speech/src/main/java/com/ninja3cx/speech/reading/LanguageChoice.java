package com.ninja3cx.speech.reading;

import com.ninja3cx.speech.whisper.Decoded;
import com.ninja3cx.speech.whisper.WindowDecoder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which language a stream is in: found out from its first seconds of speech, each utterance
/// weighed by its length, since a single "allô ?" tells little, and kept until clear speech in
/// another one is heard. Only the languages of the product compete, and none where the language was
/// given. Not thread-safe.
public final class LanguageChoice {

    private static final int RATE = 16_000;
    private static final int ENOUGH = 6 * RATE;
    private static final double CLEAR = 0.85;
    private static final double UNMIXED = 0.95;
    private static final double WEIGHT_OF_WORDS = 5;
    private static final double CONTRADICTING = 4;

    /// Speech that counts in full; a "yes" in between counts little.
    private static final double TELLING_MILLIS = 3_000;

    private static final double TELLING_SAMPLES = TELLING_MILLIS * RATE / 1_000;
    private static final double LEAST_WEIGHT = 0.05;

    /// What an utterance has around its speech, about.
    private static final int AROUND = RATE / 2;

    /// Log-odds. One utterance never counts for more than the most, old ones count half as much
    /// with every new one, and the language changes where enough has come together.
    private static final double MOST_EVIDENCE = 5;

    private static final double LEAST_SHARE = Math.exp(-MOST_EVIDENCE);

    private static final double FADING = 0.5;
    private static final double ENOUGH_EVIDENCE = 2.5;

    private final WindowDecoder decoder;
    private final List<String> candidates;
    private final int most;
    private final double leastSeconds;
    private Optional<String> settled;
    private final double[] heard;
    private int heardSamples;
    private float @Nullable [] judged;
    private double[] judgement = new double[0];
    private final boolean given;
    private double against;

    /// @param given the language if it is known
    /// @param candidates codes to choose among, the likelier first
    /// @param mostSeconds speech after which the choice stands, clear or not
    /// @param leastSeconds silence with which sound is followed when it is read, so that the
    ///   decoder knows it again
    public LanguageChoice(
            WindowDecoder decoder,
            Optional<String> given,
            List<String> candidates,
            int mostSeconds,
            double leastSeconds) {
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException("no language to choose from");
        }
        this.decoder = decoder;
        this.settled = given;
        this.given = given.isPresent();
        this.candidates = List.copyOf(candidates);
        this.heard = new double[candidates.size()];
        this.most = mostSeconds * RATE;
        this.leastSeconds = leastSeconds;
    }

    /// The language for this sound and what was heard before; the sound does not count for what
    /// follows.
    public String look(float[] speech) {
        return settled.orElseGet(() -> Judgement.of(candidates, together(speech)).language());
    }

    /// The same, and the sound counts for what follows.
    public String hear(float[] speech) {
        if (settled.isPresent()) {
            return settled.get();
        }
        double[] together = together(speech);
        System.arraycopy(together, 0, heard, 0, heard.length);
        heardSamples += speech.length;
        forgetSound();
        Judgement now = Judgement.of(candidates, together);
        if (heardSamples >= most || heardSamples >= ENOUGH && now.share() >= CLEAR) {
            settled = Optional.of(now.language());
        }
        return now.language();
    }

    /// For each candidate the logarithm of how probable it is, but for a term that all share.
    private double[] together(float[] speech) {
        double weight = Math.clamp((speech.length - AROUND) / TELLING_SAMPLES, LEAST_WEIGHT, 1);
        double[] own = judgement(speech);
        double[] sum = heard.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * Math.log(Math.max(LEAST_SHARE, own[i]));
        }
        return sum;
    }

    /// The same sound asked for again is not judged again.
    private double[] judgement(float[] speech) {
        if (judged != speech) {
            judgement = shares(speech);
            judged = speech;
        }
        return judgement;
    }

    /// The language in which something was said that has just been read: that of its words where
    /// they tell, else that in which it was read.
    public String spokenIn(String text, String readIn) {
        return given ? readIn : TextLanguage.of(text).filter(candidates::contains).orElse(readIn);
    }

    /// Weighs the language of an utterance that has just been read: what the decoder thought of its
    /// sound, and its words.
    ///
    /// @return the language that is spoken from this utterance on, if it has changed: the utterance
    ///   should be read again in it, unless its words are in it already
    public Optional<String> change(Decoded decoded, int voicedMillis) {
        if (given || settled.isEmpty() || candidates.size() < 2 || decoded.languages().isEmpty()) {
            return Optional.empty();
        }
        String current = settled.get();
        String other =
                candidates.stream()
                        .filter(candidate -> !candidate.equals(current))
                        .max(Comparator.comparingDouble(code -> share(decoded, code)))
                        .orElseThrow();
        if (spokenIn(decoded.text(), current).equals(other)) {
            return changed(other);
        }
        double odds = Math.log(share(decoded, other) / share(decoded, current));
        double weight = Math.min(1, voicedMillis / TELLING_MILLIS);
        double evidence = weight * Math.clamp(odds, -MOST_EVIDENCE, MOST_EVIDENCE);
        against = Math.max(0, against * FADING + evidence);
        if (against < ENOUGH_EVIDENCE) {
            return Optional.empty();
        }
        return changed(other);
    }

    private Optional<String> changed(String other) {
        against = 0;
        settled = Optional.of(other);
        return settled;
    }

    /// The language in which something should be read too that has just been read in another: the
    /// one that its sound is far more like. Told the wrong language, the decoder translates.
    public Optional<String> contradiction(Decoded decoded) {
        if (given || decoded.languages().isEmpty()) {
            return Optional.empty();
        }
        double own = share(decoded, decoded.language());
        return candidates.stream()
                .filter(code -> share(decoded, code) > CONTRADICTING * own)
                .max(Comparator.comparingDouble(code -> share(decoded, code)));
    }

    /// Whether several languages seem to be spoken in a window that has just been read: its
    /// utterances should be judged one by one.
    public boolean mixed(Decoded decoded) {
        if (given || candidates.size() < 2 || decoded.languages().isEmpty()) {
            return false;
        }
        double all = candidates.stream().mapToDouble(code -> share(decoded, code)).sum();
        return share(decoded, decoded.language()) / all < UNMIXED;
    }

    /// Whether this sound leaves open which language is spoken in it.
    public boolean unclear(float[] speech) {
        return !given
                && candidates.size() > 1
                && Arrays.stream(shares(speech)).max().orElseThrow() < UNMIXED;
    }

    /// The reading that fits best, of one window in several languages.
    public static Optional<Decoded> fittest(Stream<Decoded> readings) {
        return readings.max(Comparator.comparingDouble(LanguageChoice::fit));
    }

    /// How well a reading fits its window: by the language that the decoder heard before the first
    /// word, and much more by how sure it was of the words: what sounds like English because of an
    /// accent makes no English words.
    private static double fit(Decoded decoded) {
        return WEIGHT_OF_WORDS * decoded.averageLogProbability()
                + Math.log(share(decoded, decoded.language()));
    }

    /// Whether one that knows no more than the language of the last text chooses from now on as
    /// this one does.
    ///
    /// @param last empty when there was no text yet
    public boolean followsFrom(Optional<String> last) {
        if (given) {
            return true;
        }
        return settled.isPresent()
                ? settled.equals(last) && against == 0
                : last.isEmpty() && heardSamples == 0;
    }

    /// The language is this one from now on, as was found out elsewhere.
    public void settle(String code) {
        if (!given) {
            settled = Optional.of(code);
            forgetSound();
        }
    }

    private void forgetSound() {
        judged = null;
    }

    private static double share(Decoded decoded, String code) {
        return Math.max(1e-6, decoded.languages().getOrDefault(code, 0.0));
    }

    /// How probable each candidate is for this sound alone, if it is one of them.
    private double[] shares(float[] sound) {
        if (candidates.size() == 1) {
            return new double[] {1};
        }
        var probabilities = decoder.languages(sound, leastSeconds);
        double sum = candidates.stream().mapToDouble(c -> probabilities.getOrDefault(c, 0.0)).sum();
        return candidates.stream()
                .mapToDouble(c -> sum > 0 ? probabilities.getOrDefault(c, 0.0) / sum : 0)
                .toArray();
    }

    /// @param share how probable it is, if it is one of the candidates
    private record Judgement(String language, double share) {

        /// The first of the candidates where nothing tells them apart.
        static Judgement of(List<String> candidates, double[] logarithms) {
            int best = 0;
            for (int i = 1; i < logarithms.length; i++) {
                best = logarithms[i] > logarithms[best] ? i : best;
            }
            double most = logarithms[best];
            double all = Arrays.stream(logarithms).map(each -> Math.exp(each - most)).sum();
            return new Judgement(candidates.get(best), 1 / all);
        }
    }
}
