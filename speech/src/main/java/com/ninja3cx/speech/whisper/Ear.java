package com.ninja3cx.speech.whisper;

import com.ninja3cx.speech.onnx.WhisperSessions;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/// What the encoder heard, for the length of one call: sound asked for again is not encoded again.
///
/// Used by one thread.
final class Ear {

    /// Shorter windows make the model repeat itself.
    private static final double SHORTEST_SECONDS = 5;

    /// Silence after the sound, without which the last words are lost.
    private static final double SILENCE_SECONDS = 1.3;

    /// Lengths are rounded up to this, so that windows of similar length can share a batch.
    private static final double SECONDS_STEP = 1;

    /// As the model was trained.
    static final double FULL_SECONDS = 30;

    private final WhisperSessions sessions;
    private final LogMel spectrogram;
    private final Runnable betweenSteps;
    private final Map<float[], Map<Integer, float[]>> heard = new IdentityHashMap<>();

    /// @param betweenSteps called before each use of the encoder, and by the decoders of its sound
    Ear(WhisperSessions sessions, LogMel spectrogram, Runnable betweenSteps) {
        this.sessions = sessions;
        this.spectrogram = spectrogram;
        this.betweenSteps = betweenSteps;
    }

    /// The encoder's output for the sound, followed by silence up to `leastSeconds`, and at least
    /// up to what keeps the model from repeating itself.
    float[] hear(float[] samples, double leastSeconds) {
        double sound = (double) samples.length / LogMel.SAMPLE_RATE;
        double least = Math.max(SHORTEST_SECONDS, leastSeconds);
        double wanted = Math.max(least, sound + SILENCE_SECONDS);
        double rounded = Math.ceil(wanted / SECONDS_STEP) * SECONDS_STEP;
        double seconds = Math.min(FULL_SECONDS, rounded);
        int frames = (int) Math.round(seconds * LogMel.FRAMES_PER_SECOND);
        return heard.computeIfAbsent(samples, _ -> new HashMap<>())
                .computeIfAbsent(frames, wide -> encode(samples, wide));
    }

    private float[] encode(float[] samples, int frames) {
        breathe();
        return sessions.encode(spectrogram.of(samples, frames), frames);
    }

    /// Lets others go first.
    void breathe() {
        betweenSteps.run();
    }
}
