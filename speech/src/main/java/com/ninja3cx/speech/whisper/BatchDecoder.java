package com.ninja3cx.speech.whisper;

import com.ninja3cx.speech.onnx.KeyValueCache;
import com.ninja3cx.speech.onnx.ScoreBuffers;
import com.ninja3cx.speech.onnx.Sound;
import com.ninja3cx.speech.onnx.WhisperSessions;
import com.ninja3cx.speech.weights.Dimensions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Takes several windows of equal length and equal search width through the decoder together.
///
/// Prompts are read first, those of equal length at once, together with what the texts are guessed
/// to begin with: as much of a guess is kept as the search follows ([Search#follow]), so that it
/// costs one pass instead of a step for each token (speculative decoding; Leviathan, Kalman and
/// Matias 2023). Then each step continues all rows of all windows. Windows that have ended leave
/// when half of the batch has. One object per batch, used by one thread.
final class BatchDecoder implements AutoCloseable {

    private final WhisperSessions sessions;
    private final TokenRules rules;
    private final SpecialTokens special;
    private final Alignment alignment;
    private final Dimensions dimensions;
    private final List<Job> jobs;
    private final int width;
    private final float[][] rowScores;
    private final ScoreBuffers scores;

    BatchDecoder(
            WhisperSessions sessions,
            TokenRules rules,
            SpecialTokens special,
            Alignment alignment,
            List<Job> jobs) {
        this.sessions = sessions;
        this.alignment = alignment;
        this.rules = rules;
        this.special = special;
        this.dimensions = sessions.dimensions();
        this.jobs = jobs.stream().sorted(Comparator.comparingInt(Job::openingLength)).toList();
        this.width = jobs.getFirst().search().width();
        this.scores = new ScoreBuffers(dimensions.vocabulary(), jobs.size() * width);
        this.rowScores = new float[width][dimensions.vocabulary()];
    }

    /// Runs every search to its end; `betweenSteps` is called before each step.
    void run(Runnable betweenSteps) {
        var running = jobs;
        var sound = sessions.cross(jobs.stream().map(Job::audio).toList());
        var cache = new KeyValueCache(dimensions, running.size() * width, 0);
        try {
            readPrompts(sound, cache);
            while (true) {
                betweenSteps.run();
                place(running, sound);
                var active = running.stream().filter(job -> !job.search().finished()).toList();
                if (active.isEmpty()) {
                    return;
                }
                if (active.size() <= running.size() / 2) {
                    var smaller = smaller(running, active, cache);
                    cache.close();
                    cache = smaller;
                    var kept = sound.only(active.stream().map(running::indexOf).toList());
                    sound.close();
                    sound = kept;
                    running = active;
                }
                step(running, sound, cache);
            }
        } finally {
            sound.close();
            cache.close();
        }
    }

    private void place(List<Job> running, Sound sound) {
        for (int i = 0; i < running.size(); i++) {
            if (running.get(i).toBePlaced()) {
                alignment.place(running.get(i), sound.part(i, 1));
            }
        }
    }

    private KeyValueCache smaller(List<Job> running, List<Job> active, KeyValueCache cache) {
        int places = active.stream().mapToInt(Job::places).max().orElseThrow();
        var smaller = new KeyValueCache(dimensions, active.size() * width, places);
        for (int i = 0; i < active.size(); i++) {
            int from = running.indexOf(active.get(i)) * width;
            for (int row = 0; row < width; row++) {
                // The last token chosen has not been fed yet.
                smaller.copyRow(cache, from + row, i * width + row, 0, active.get(i).places() - 1);
            }
        }
        return smaller;
    }

    private void readPrompts(Sound sound, KeyValueCache cache) {
        for (int first = 0; first < jobs.size(); ) {
            int length = jobs.get(first).openingLength();
            int from = first;
            int count =
                    (int)
                            IntStream.range(first, jobs.size())
                                    .takeWhile(i -> jobs.get(i).openingLength() == length)
                                    .count();
            readPrompts(sound.part(from, count), cache, from, count, length);
            first += count;
        }
    }

    private void readPrompts(Sound sound, KeyValueCache cache, int first, int count, int length) {
        int picks = jobs.subList(first, first + count).stream().mapToInt(Job::openingPicks).sum();
        try (var prompts = new KeyValueCache(dimensions, count, length);
                var opening = new ScoreBuffers(dimensions.vocabulary(), picks)) {
            long[] tokens = new long[count * length];
            long[] positions = new long[count * length];
            int[] lengths = new int[count];
            var pick = LongStream.builder();
            for (int i = 0; i < count; i++) {
                var job = jobs.get(first + i);
                int start = i * length;
                for (int t = 0; t < length; t++) {
                    tokens[start + t] = job.openingToken(t);
                    positions[start + t] = t;
                }
                lengths[i] = length - 1;
                pick.add(start + job.startOfTranscript());
                for (int token = 0; token < dimensions.vocabulary(); token++) {
                    opening.bias().put(0f);
                }
                rules.write(Trail.START, job, opening.bias());
                var trail = Trail.START;
                for (int t = job.prompt().size() - 1; t < length; t++) {
                    pick.add(start + t);
                    if (t >= job.prompt().size()) {
                        trail = trail.then(job.openingToken(t), 0);
                        rules.write(trail, job, opening.bias());
                    }
                }
            }
            sessions.step(
                    new WhisperSessions.Step(
                            tokens, positions, pick.build().toArray(), lengths, length),
                    sound,
                    prompts,
                    opening);
            cache.reserve(length + 1);
            int picked = 0;
            for (int i = 0; i < count; i++) {
                var job = jobs.get(first + i);
                int followed = begin(job, opening, picked);
                picked += job.openingPicks();
                for (int beam = 0; beam < width; beam++) {
                    int row = (first + i) * width + beam;
                    cache.copyRow(prompts, i, row, 0, job.prompt().size() + followed);
                }
            }
        }
    }

    /// Takes the first tokens of a text, from the scores at the places of its prompt and guess.
    /// Returns how many tokens of the guess were followed.
    private int begin(Job job, ScoreBuffers opening, int firstScore) {
        float[] before = row(opening, firstScore, 0);
        job.heard(FirstImpression.of(before, special));
        var search = job.search();
        for (int followed = 0; ; followed++) {
            float[] row = row(opening, firstScore + 1 + followed, 0);
            rules.preferTime(search.alive().getFirst(), job.timestamps(), row);
            if (followed == job.guess().size() || !search.follow(job.guess().get(followed), row)) {
                search.advance(List.of(row));
                return followed;
            }
        }
    }

    private void step(List<Job> running, Sound sound, KeyValueCache cache) {
        int rows = running.size() * width;
        long[] tokens = new long[rows];
        long[] positions = new long[rows];
        int[] lengths = new int[rows];
        var pick = new ArrayList<Long>();
        int longest = 0;
        scores.clear();
        for (int i = 0; i < running.size(); i++) {
            var job = running.get(i);
            boolean active = !job.search().finished();
            int place = job.places() - 1;
            longest = Math.max(longest, place + 1);
            for (int beam = 0; beam < width; beam++) {
                int row = i * width + beam;
                var trail = job.search().alive().get(beam);
                tokens[row] = trail.token();
                positions[row] = place;
                lengths[row] = place;
                if (active) {
                    pick.add((long) row);
                    rules.write(trail, job, scores.bias());
                }
            }
        }
        cache.reserve(longest);
        sessions.step(
                new WhisperSessions.Step(
                        tokens,
                        positions,
                        pick.stream().mapToLong(Long::longValue).toArray(),
                        lengths,
                        longest),
                sound,
                cache,
                scores);
        int picked = 0;
        for (int i = 0; i < running.size(); i++) {
            if (!running.get(i).search().finished()) {
                advance(running.get(i), picked, i * width, cache);
                picked += width;
            }
        }
    }

    private void advance(Job job, int firstScore, int firstRow, KeyValueCache cache) {
        var search = job.search();
        var before = search.alive();
        int used = job.places();
        var rows = new ArrayList<float[]>();
        for (int beam = 0; beam < width; beam++) {
            float[] row = row(scores, firstScore + beam, beam);
            rules.preferTime(before.get(beam), job.timestamps(), row);
            rows.add(row);
        }
        int[] parents = search.advance(rows);
        int[] from = new int[width];
        for (int beam = 0; beam < width; beam++) {
            int shared = Trail.shared(before.get(beam), before.get(parents[beam]));
            from[beam] = job.prompt().size() + shared;
        }
        cache.reorder(firstRow, parents, from, used);
    }

    private float[] row(ScoreBuffers from, int index, int slot) {
        from.read(index, rowScores[slot]);
        return rowScores[slot];
    }

    @Override
    public void close() {
        scores.close();
    }
}
