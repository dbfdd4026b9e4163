package com.ninja3cx.speech.reading;

import com.ninja3cx.speech.whisper.Decoded;
import java.util.regex.Pattern;

/// Refuses text that nobody said. Whisper was trained on subtitles: where it hears little it writes
/// what subtitles hold there ("Thanks for watching").
///
/// A listed phrase ([InventedPhrases]) is refused only where the evidence for it is weak. People do
/// say "merci" and "bye": for such phrases, which take less than half a second and of which the
/// decoder is seldom sure, the evidence has to be much weaker than for a line of subtitles. Figures
/// from single words of five voices down to −35 dBFS (no-speech up to 0.40, mean log-probability
/// down to −0.70, 400 ms) against all that noise, tones, music and breathing make the model write
/// (no-speech from 0.33 on, together with a log-probability below −0.78, or from 0.56 on).
public final class InventionGuard {

    private static final double NO_SPEECH = 0.6;
    private static final double UNSURE = -1.0;
    private static final double LOST = -1.6;
    private static final double REPEATS = 2.4;
    private static final double IMPOSSIBLE_LETTERS_PER_SECOND = 40;

    private static final double WEAK_SURENESS = -0.45;
    private static final double WEAK_NO_SPEECH = 0.35;
    private static final int WEAK_VOICED_MILLIS = 500;
    private static final double FAST_LETTERS_PER_SECOND = 24;

    private static final double HARDLY_SURE = -0.75;
    private static final double HARDLY_SPEECH = 0.3;
    private static final double NO_SPEECH_EVERYDAY = 0.5;
    private static final int SHORTEST_EVERYDAY_MILLIS = 250;

    /// A hum written down: "oooooh".
    private static final Pattern DRAWN_OUT = Pattern.compile("(\\p{L})\\1{3,}");

    /// Nothing but "ooh" and "aah", which hold no word even where somebody did say them. ("Mm-hm"
    /// does: it means yes.)
    private static final Pattern ONLY_VOWELS = Pattern.compile("(?:(?:o{2,}|a{2,})h*(?: |$))+");

    /// A hum or a buzz is read as "ooh", "woo" or "B-B-B": so few letters are judged as what people
    /// say every day.
    private static final int FEW_LETTERS = 5;

    private final InventedPhrases phrases;

    InventionGuard(InventedPhrases phrases) {
        this.phrases = phrases;
    }

    /// With the phrases that come with the product.
    public static InventionGuard standard() {
        return new InventionGuard(InventedPhrases.standard());
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
        String plain = InventedPhrases.plain(text);
        if (plain.isEmpty() || averageLogProbability < LOST) {
            return true;
        }
        if (noSpeech > NO_SPEECH && averageLogProbability < UNSURE) {
            return true;
        }
        if (!plain.contains(" ") && DRAWN_OUT.matcher(plain).find()
                || ONLY_VOWELS.matcher(plain).matches()) {
            return true;
        }
        double letters = plain.codePoints().filter(Character::isLetterOrDigit).count();
        double rate = letters / (Math.max(voicedMillis, 100) / 1000.0);
        if (rate > IMPOSSIBLE_LETTERS_PER_SECOND) {
            return true;
        }
        if (phrases.isForeign(plain)) {
            return averageLogProbability < WEAK_SURENESS
                    || noSpeech > WEAK_NO_SPEECH
                    || voicedMillis < WEAK_VOICED_MILLIS
                    || rate > FAST_LETTERS_PER_SECOND;
        }
        if (phrases.isEveryday(plain) && voicedMillis < SHORTEST_EVERYDAY_MILLIS) {
            return true;
        }
        return (letters <= FEW_LETTERS || phrases.isEveryday(plain))
                && hardlySaid(averageLogProbability, noSpeech);
    }

    private static boolean hardlySaid(double sureness, double noSpeech) {
        return noSpeech > NO_SPEECH_EVERYDAY
                || noSpeech > HARDLY_SPEECH && sureness < HARDLY_SURE
                || sureness < UNSURE;
    }

    /// Whether the text looks wrong enough that another way of decoding should be tried.
    public boolean doubts(Decoded decoded) {
        return decoded.suspect()
                || decoded.compressionRatio() > REPEATS
                || decoded.averageLogProbability() < UNSURE;
    }
}
