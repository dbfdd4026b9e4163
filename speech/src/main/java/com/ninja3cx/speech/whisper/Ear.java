package com.ninja3cx.speech.whisper;

import com.ninja3cx.speech.onnx.Encoded;
import com.ninja3cx.speech.onnx.Layout;
import com.ninja3cx.speech.onnx.WhisperSessions;

/// How the decoder hears sound: followed by silence, rounded to lengths that share a batch.
///
/// Used by one thread.
final class Ear {

    /// Shorter windows make the model repeat itself, and mishear more.
    private static final double SHORTEST_SECONDS = 20;

    /// Silence after the sound that is seen step by step.
    private static final double SILENCE_SECONDS = 0.6;

    /// Lengths are rounded up to this, so that windows of similar length can share a batch.
    private static final double SECONDS_STEP = 0.5;

    /// As the model was trained.
    static final double FULL_SECONDS = 30;

    private final WhisperSessions sessions;
    private final LogMel spectrogram;
    private final Runnable betweenSteps;
    private final RecentSounds recent;

    /// @param betweenSteps called before each use of the encoder, and by the decoders of its sound
    Ear(WhisperSessions sessions, LogMel spectrogram, RecentSounds recent, Runnable betweenSteps) {
        this.sessions = sessions;
        this.spectrogram = spectrogram;
        this.recent = recent;
        this.betweenSteps = betweenSteps;
    }

    /// The encoder's output for the sound, followed by silence up to `leastSeconds`, and at least
    /// up to what keeps the model from repeating itself.
    Encoded hear(float[] samples, double leastSeconds) {
        var layout = layout(samples, leastSeconds);
        return recent.of(samples, layout, () -> encode(samples, layout));
    }

    /// The same for sound that is asked for once: it takes no other's place among what is known.
    Encoded hearOnce(float[] samples, double leastSeconds) {
        return encode(samples, layout(samples, leastSeconds));
    }

    private static Layout layout(float[] samples, double leastSeconds) {
        int sound = steps((double) samples.length / LogMel.SAMPLE_RATE + SILENCE_SECONDS);
        int whole = Math.max(sound, steps(Math.max(SHORTEST_SECONDS, leastSeconds)));
        return new Layout(sound, whole);
    }

    /// Steps of the encoder, 20 ms, that hold so many seconds.
    private static int steps(double seconds) {
        double rounded = Math.ceil(seconds / SECONDS_STEP) * SECONDS_STEP;
        return (int) Math.round(Math.min(FULL_SECONDS, rounded) * LogMel.FRAMES_PER_SECOND) / 2;
    }

    private Encoded encode(float[] samples, Layout layout) {
        breathe();
        return sessions.encode(spectrogram.of(samples, 2 * layout.sound()), layout);
    }

    /// Lets others go first.
    void breathe() {
        betweenSteps.run();
    }
}
