package com.ninja3cx.speech;

import com.ninja3cx.speech.whisper.DecodeOptions;
import com.ninja3cx.speech.whisper.Decoded;
import com.ninja3cx.speech.whisper.WindowDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/// Reads a window by its length and content alone, as the model does, but at once: "word1 word2 …",
/// one word for each half second that is loud. Can be held back, and told to answer otherwise.
public final class FakeDecoder implements WindowDecoder {

    private static final int HALF_SECOND = 8_000;

    private final List<Window> read = new CopyOnWriteArrayList<>();
    private final List<Window> judged = new CopyOnWriteArrayList<>();
    private final Semaphore permits = new Semaphore(1_000_000);
    private volatile boolean forgetful;
    private volatile Function<Window, Decoded> answer = FakeDecoder::spoken;
    private volatile Map<String, Double> languages = Map.of("fr", 0.9, "en", 0.1);

    /// From now on each call waits for [#release].
    public FakeDecoder holdBack() {
        permits.drainPermits();
        return this;
    }

    /// Lets one more call through.
    public void release() {
        permits.release();
    }

    public void releaseAll() {
        permits.release(1_000_000);
    }

    public boolean somebodyWaits() {
        return permits.hasQueuedThreads();
    }

    /// Keeps no window: for calls of hours.
    public FakeDecoder forgetting() {
        forgetful = true;
        return this;
    }

    public FakeDecoder answering(Function<Window, Decoded> other) {
        answer = other;
        return this;
    }

    public FakeDecoder hearing(Map<String, Double> probabilities) {
        languages = probabilities;
        return this;
    }

    /// Every window read so far.
    public List<Window> windows() {
        return List.copyOf(read);
    }

    /// Every sound whose language was asked for, with as much silence as was asked for.
    public List<Window> judged() {
        return List.copyOf(judged);
    }

    public List<Window> careful() {
        return read.stream().filter(window -> window.options().beamSize() > 1).toList();
    }

    @Override
    public List<Decoded> decode(List<Window> windows) {
        permits.acquireUninterruptibly();
        if (!forgetful) {
            read.addAll(windows);
        }
        return windows.stream().map(answer).toList();
    }

    @Override
    public Map<String, Double> languages(float[] samples, double leastSeconds) {
        if (!forgetful) {
            judged.add(
                    new Window(
                            samples,
                            new DecodeOptions(
                                    Optional.empty(), 1, "", false, leastSeconds, false)));
        }
        return languages;
    }

    public static Decoded spoken(Window window) {
        var text = new StringBuilder();
        float[] samples = window.samples();
        for (int at = 0; at + HALF_SECOND <= samples.length; at += HALF_SECOND) {
            float[] part = Arrays.copyOfRange(samples, at, at + HALF_SECOND);
            double sum = 0;
            for (float sample : part) {
                sum += sample * sample;
            }
            if (sum / HALF_SECOND > 1e-3) {
                text.append(text.isEmpty() ? "" : " ")
                        .append("w")
                        .append(Arrays.hashCode(part) & 0xFF);
            }
        }
        return text(window, text.toString());
    }

    public static Decoded text(Window window, String text) {
        return decoded(window, text, -0.2, 0.02, false);
    }

    public static Decoded decoded(
            Window window, String text, double sureness, double noSpeech, boolean suspect) {
        long millis = window.samples().length / 16;
        return new Decoded(
                text,
                text.isEmpty() ? List.of() : List.of(new Decoded.Piece(0, millis, text, sureness)),
                window.options().language().orElse("fr"),
                sureness,
                noSpeech,
                1.2,
                suspect);
    }
}
