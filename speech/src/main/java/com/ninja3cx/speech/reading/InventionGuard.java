package com.ninja3cx.speech.reading;

import com.ninja3cx.speech.whisper.Decoded;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// Refuses text that nobody said. Whisper was trained on subtitles: where it hears little it writes
/// what subtitles hold there ("Thanks for watching").
///
/// A phrase of the list `invented-phrases.txt` (harvested by playing silence, noise, tones and
/// music to the model) is refused only where the evidence for it is weak: people do say "thank
/// you".
public final class InventionGuard {

    private static final double NO_SPEECH = 0.6;
    private static final double UNSURE = -1.0;
    private static final double LOST = -1.6;
    private static final double REPEATS = 2.4;
    private static final double WEAK_SURENESS = -0.45;
    private static final double WEAK_NO_SPEECH = 0.35;
    private static final int WEAK_VOICED_MILLIS = 500;
    private static final double FAST_LETTERS_PER_SECOND = 24;
    private static final double IMPOSSIBLE_LETTERS_PER_SECOND = 40;

    private final Set<String> phrases;

    InventionGuard(Set<String> phrases) {
        this.phrases = Set.copyOf(phrases);
    }

    /// With the phrases that come with the product.
    public static InventionGuard standard() {
        var stream = InventionGuard.class.getResourceAsStream("invented-phrases.txt");
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(stream), StandardCharsets.UTF_8))) {
            return new InventionGuard(
                    lines.lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .map(InventionGuard::plain)
                            .collect(Collectors.toSet()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Whether nothing of this text should be shown.
    ///
    /// @param voicedMillis how much of the window the voice activity detector took for speech
    public boolean refuses(Decoded decoded, int voicedMillis) {
        return decoded.suspect()
                || refuses(
                        decoded.text(),
                        decoded.averageLogProbability(),
                        decoded.noSpeechProbability(),
                        voicedMillis);
    }

    /// The same for a part of a window.
    public boolean refuses(
            String text, double averageLogProbability, double noSpeech, int voicedMillis) {
        String plain = plain(text);
        if (plain.isEmpty() || averageLogProbability < LOST) {
            return true;
        }
        if (noSpeech > NO_SPEECH && averageLogProbability < UNSURE) {
            return true;
        }
        double letters = plain.codePoints().filter(Character::isLetterOrDigit).count();
        double rate = letters / (Math.max(voicedMillis, 100) / 1000.0);
        if (rate > IMPOSSIBLE_LETTERS_PER_SECOND) {
            return true;
        }
        boolean weak =
                averageLogProbability < WEAK_SURENESS
                        || noSpeech > WEAK_NO_SPEECH
                        || voicedMillis < WEAK_VOICED_MILLIS
                        || rate > FAST_LETTERS_PER_SECOND;
        return weak && listed(plain);
    }

    /// Whether the text looks wrong enough that another way of decoding should be tried.
    public boolean doubts(Decoded decoded) {
        return decoded.suspect()
                || decoded.compressionRatio() > REPEATS
                || decoded.averageLogProbability() < UNSURE;
    }

    /// A listed phrase, alone or several times over.
    private boolean listed(String plain) {
        if (phrases.contains(plain)) {
            return true;
        }
        return phrases.stream()
                .filter(phrase -> plain.startsWith(phrase))
                .anyMatch(phrase -> plain.replace(phrase, "").isBlank());
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
    }
}
