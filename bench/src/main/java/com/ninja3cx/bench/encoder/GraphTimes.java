package com.ninja3cx.bench.encoder;

import com.ninja3cx.bench.measure.Rounded;
import com.ninja3cx.speech.onnx.Encoded;
import com.ninja3cx.speech.onnx.KeyValueCache;
import com.ninja3cx.speech.onnx.Layout;
import com.ninja3cx.speech.onnx.ScoreBuffers;
import com.ninja3cx.speech.onnx.Sound;
import com.ninja3cx.speech.onnx.WhisperSessions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// How long the graphs of a model take, by length of sound and number of rows.
final class GraphTimes {

    /// Milliseconds of the middle run of several.
    record Encoder(double windowSeconds, double millis) {}

    /// @param millis of one step for all rows, at the middle of a sentence
    record Decoder(int rows, double millis, double millisPerToken) {}

    private static final int FRAMES_PER_SECOND = 100;
    private static final int RUNS = 7;
    private static final int STEPS = 40;
    private static final double DECODED_SECONDS = 10;

    private final WhisperSessions sessions;
    private final Random random;

    GraphTimes(WhisperSessions sessions, Random random) {
        this.sessions = sessions;
        this.random = random;
    }

    /// @param seconds rounded down to whole vectors of the encoder, 20 ms
    Encoder encoder(double seconds) {
        int frames = frames(seconds);
        float[] mel = mel(frames);
        sessions.encode(mel, Layout.plain(frames / 2));
        var millis = new ArrayList<Double>();
        for (int i = 0; i < RUNS; i++) {
            long began = System.nanoTime();
            sessions.encode(mel, Layout.plain(frames / 2));
            millis.add((System.nanoTime() - began) / 1e6);
        }
        return new Encoder(seconds, Rounded.to(1, middle(millis)));
    }

    Decoder decoder(int rows) {
        int frames = frames(DECODED_SECONDS);
        Encoded audio = sessions.encode(mel(frames), Layout.plain(frames / 2));
        int vocabulary = sessions.dimensions().vocabulary();
        var millis = new ArrayList<Double>();
        try (Sound sound = sessions.cross(Collections.nCopies(rows, audio));
                var cache = new KeyValueCache(sessions.dimensions(), rows, STEPS);
                var scores = new ScoreBuffers(vocabulary, rows)) {
            float[] allowed = new float[vocabulary];
            long[] pick = new long[rows];
            Arrays.setAll(pick, i -> i);
            for (int place = 0; place < STEPS; place++) {
                long[] tokens = random.longs(rows, 0, vocabulary / 2).toArray();
                long[] positions = new long[rows];
                Arrays.fill(positions, place);
                int[] lengths = new int[rows];
                Arrays.fill(lengths, place);
                scores.clear();
                for (int row = 0; row < rows; row++) {
                    scores.bias().put(allowed);
                }
                var step = new WhisperSessions.Step(tokens, positions, pick, lengths, place + 1);
                long began = System.nanoTime();
                sessions.step(step, sound, cache, scores);
                millis.add((System.nanoTime() - began) / 1e6);
            }
        }
        double middle = middle(millis.subList(STEPS / 4, STEPS));
        return new Decoder(rows, Rounded.to(2, middle), Rounded.to(2, middle / rows));
    }

    private float[] mel(int frames) {
        float[] mel = new float[sessions.dimensions().melBins() * frames];
        for (int i = 0; i < mel.length; i++) {
            mel[i] = (float) (0.5 * random.nextGaussian());
        }
        return mel;
    }

    private static int frames(double seconds) {
        return (int) (seconds * FRAMES_PER_SECOND) / 2 * 2;
    }

    private static double middle(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
