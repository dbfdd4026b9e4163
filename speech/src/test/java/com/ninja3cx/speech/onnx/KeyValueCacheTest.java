package com.ninja3cx.speech.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.speech.weights.TinyModel;
import com.ninja3cx.speech.weights.TinyModel.Numbers;
import com.ninja3cx.speech.weights.WhisperWeights;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rows of the decoder over a random model.
class KeyValueCacheTest {

    private static final int VOCABULARY = TinyModel.vocabulary();

    @TempDir Path folder;
    private WhisperSessions sessions;
    private Sound sound;

    @BeforeEach
    void load() {
        Path file = new TinyModel(3).writeGgml(folder.resolve("ggml.bin"), Numbers.FLOAT16);
        try (var weights = WhisperWeights.open(file)) {
            var built = BuiltModel.of(weights, Progress.NONE);
            sessions = WhisperSessions.load(built, weights.dimensions(), 2, Progress.NONE);
        }
        float[] mel = new float[TinyModel.MEL_BINS * 200];
        var random = new Random(4);
        for (int i = 0; i < mel.length; i++) {
            mel[i] = random.nextFloat() * 2 - 1;
        }
        sound = sessions.cross(List.of(sessions.encode(mel, Layout.plain(100))));
    }

    @AfterEach
    void close() {
        sound.close();
        sessions.close();
    }

    @Test
    void tokensFedOneByOneGiveWhatTheyGiveTogether() {
        long[] tokens = {10, 20, 30, 40, 50};

        float[] together = last(tokens);
        float[] apart = new float[VOCABULARY];
        try (var cache = cache(1, 1)) {
            for (int i = 0; i < tokens.length; i++) {
                cache.reserve(i + 1);
                apart = step(cache, new long[] {tokens[i]}, i);
            }
        }

        for (int i = 0; i < VOCABULARY; i++) {
            assertThat(apart[i]).isCloseTo(together[i], Offset.offset(0.02f));
        }
    }

    @Test
    void rowsChosenAnewGoOnFromTheirParents() {
        long[][] texts = {{10, 20, 30}, {10, 20, 31}, {10, 21, 32}};
        int[] parents = {2, 0, 0};
        // Rows 0 and 2 part at place 1, rows 1 and 0 at place 2.
        int[] from = {1, 2, 1};

        try (var cache = cache(3, 3)) {
            for (int place = 0; place < 3; place++) {
                int at = place;
                step(cache, Arrays.stream(texts).mapToLong(text -> text[at]).toArray(), place);
            }
            cache.reorder(0, parents, from, 3);
            cache.reserve(100);
            float[] reordered = step(cache, new long[] {60, 61, 62}, 3);

            for (int row = 0; row < 3; row++) {
                try (var own = cache(3, 4)) {
                    for (int place = 0; place < 3; place++) {
                        long token = texts[parents[row]][place];
                        step(own, new long[] {token, token, token}, place);
                    }
                    long token = 60 + row;
                    float[] expected = step(own, new long[] {token, token, token}, 3);
                    assertThat(
                                    Arrays.copyOfRange(
                                            reordered, row * VOCABULARY, (row + 1) * VOCABULARY))
                            .isEqualTo(
                                    Arrays.copyOfRange(
                                            expected, row * VOCABULARY, (row + 1) * VOCABULARY));
                }
            }
        }
    }

    private KeyValueCache cache(int rows, int places) {
        return new KeyValueCache(sessions.dimensions(), rows, places);
    }

    private float[] last(long[] tokens) {
        long[] positions = IntStream.range(0, tokens.length).asLongStream().toArray();
        try (var cache = cache(1, tokens.length);
                var scores = new ScoreBuffers(VOCABULARY, 1)) {
            var step =
                    new WhisperSessions.Step(
                            tokens,
                            positions,
                            new long[] {tokens.length - 1},
                            new int[] {tokens.length - 1},
                            tokens.length);
            sessions.step(step, sound, cache, scores);
            float[] row = new float[VOCABULARY];
            scores.read(0, row);
            return row;
        }
    }

    /// One token for each row; returns all scores.
    private float[] step(KeyValueCache cache, long[] tokens, int place) {
        int rows = tokens.length;
        long[] positions = new long[rows];
        int[] lengths = new int[rows];
        Arrays.fill(positions, place);
        Arrays.fill(lengths, place);
        try (var scores = new ScoreBuffers(VOCABULARY, rows)) {
            var step =
                    new WhisperSessions.Step(
                            tokens,
                            positions,
                            IntStream.range(0, rows).asLongStream().toArray(),
                            lengths,
                            place + 1);
            sessions.step(step, sound, cache, scores);
            float[] all = new float[rows * VOCABULARY];
            float[] row = new float[VOCABULARY];
            for (int i = 0; i < rows; i++) {
                scores.read(i, row);
                System.arraycopy(row, 0, all, i * VOCABULARY, VOCABULARY);
            }
            return all;
        }
    }
}
