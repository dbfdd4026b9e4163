package com.ninja3cx.speech.whisper;

import com.ninja3cx.speech.onnx.Encoded;
import com.ninja3cx.speech.onnx.KeyValueCache;
import com.ninja3cx.speech.onnx.ScoreBuffers;
import com.ninja3cx.speech.onnx.WhisperSessions;
import java.util.List;
import java.util.Map;

/// What the decoder thinks of a sound before it reads the first word: one step, without a prompt.
///
/// @param noSpeechProbability that nobody speaks
/// @param languages how probable each is, sum 1; empty for a model of one language
record FirstImpression(double noSpeechProbability, Map<String, Double> languages) {

    static FirstImpression of(Encoded audio, WhisperSessions sessions, SpecialTokens special) {
        var dimensions = sessions.dimensions();
        float[] row = new float[dimensions.vocabulary()];
        try (var scores = new ScoreBuffers(dimensions.vocabulary(), 1);
                var sound = sessions.cross(List.of(audio));
                var cache = new KeyValueCache(dimensions, 1, 1)) {
            scores.bias().put(row);
            var start =
                    new WhisperSessions.Step(
                            new long[] {special.startOfTranscript()},
                            new long[] {0},
                            new long[] {0},
                            new int[] {0},
                            1);
            sessions.step(start, sound, cache, scores);
            scores.read(0, row);
        }
        return of(row, special);
    }

    /// From the log-probabilities of the token after the start of the transcript.
    static FirstImpression of(float[] logProbabilities, SpecialTokens special) {
        return new FirstImpression(
                Math.exp(logProbabilities[special.noSpeech()]),
                special.languageProbabilities(logProbabilities));
    }
}
