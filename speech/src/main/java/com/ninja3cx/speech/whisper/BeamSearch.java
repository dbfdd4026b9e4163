package com.ninja3cx.speech.whisper;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// Keeps the most probable trails, as CTranslate2 does with patience 1 and length penalty 1: ends
/// when as many trails have ended as are followed, and the best is that with the highest mean
/// log-probability. With a width of 1 this is the greedy choice.
final class BeamSearch implements Search {

    /// Log-probability above which a token is more probable than all others together.
    private static final float MORE_THAN_ALL_ELSE = (float) Math.log(0.5);

    private final int width;
    private final int endOfText;
    private final int mostTokens;
    private final List<Trail> ended = new ArrayList<>();
    private List<Trail> alive = List.of(Trail.START);

    private record Candidate(int row, int token, float logProbability, double sum) {}

    BeamSearch(int width, int endOfText, int mostTokens) {
        this.width = width;
        this.endOfText = endOfText;
        this.mostTokens = mostTokens;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public List<Trail> alive() {
        return alive;
    }

    @Override
    public boolean finished() {
        return ended.size() >= width;
    }

    @Override
    public Trail best() {
        return ended.stream().max(Comparator.comparingDouble(BeamSearch::score)).orElseThrow();
    }

    private static double score(Trail trail) {
        return trail.sum() / Math.max(1, trail.length());
    }

    @Override
    public boolean follow(int guessed, float[] row) {
        var trail = alive.getFirst();
        boolean last = guessed == endOfText || trail.length() + 1 >= mostTokens;
        if (alive.size() > 1 || last || !chooses(guessed, row)) {
            return false;
        }
        alive = List.of(trail.then(guessed, row[guessed]));
        return true;
    }

    @Override
    public int[] advance(List<float[]> rows) {
        var candidates = best(rows, 2 * width);
        var next = new ArrayList<Trail>();
        int[] parents = new int[width];
        int spare = width;
        boolean last = alive.getFirst().length() + 1 >= mostTokens;
        for (int k = 0; k < width; k++) {
            var chosen = candidates.get(k);
            var continued = alive.get(chosen.row());
            if (chosen.token() == endOfText) {
                ended.add(end(continued, chosen.logProbability()));
                while (spare < candidates.size() - 1
                        && candidates.get(spare).token() == endOfText) {
                    spare++;
                }
                chosen = candidates.get(spare);
                spare = Math.min(spare + 1, candidates.size() - 1);
            } else if (last) {
                ended.add(continued.then(chosen.token(), chosen.logProbability()));
            }
            parents[k] = chosen.row();
            next.add(alive.get(chosen.row()).then(chosen.token(), chosen.logProbability()));
        }
        alive = next;
        return parents;
    }

    /// The end token counts in the sum, but is no part of the text.
    static Trail end(Trail trail, float logProbability) {
        return new Trail(
                trail.previous(),
                trail.token(),
                trail.logProbability(),
                trail.sum() + logProbability,
                trail.length());
    }

    private List<Candidate> best(List<float[]> rows, int count) {
        var worstFirst =
                new PriorityQueue<Candidate>(count + 1, Comparator.comparingDouble(Candidate::sum));
        for (int row = 0; row < rows.size(); row++) {
            float[] logProbabilities = rows.get(row);
            double sum = alive.get(row).sum();
            double least = least(worstFirst, count) - sum;
            for (int token = 0; token < logProbabilities.length; token++) {
                if (logProbabilities[token] > least) {
                    float value = logProbabilities[token];
                    worstFirst.add(new Candidate(row, token, value, sum + value));
                    if (worstFirst.size() > count) {
                        worstFirst.poll();
                    }
                    least = least(worstFirst, count) - sum;
                }
            }
        }
        var sorted = new ArrayList<>(worstFirst);
        sorted.sort(
                Comparator.comparingDouble(Candidate::sum)
                        .reversed()
                        .thenComparingInt(Candidate::row)
                        .thenComparingInt(Candidate::token));
        return sorted;
    }

    private boolean chooses(int token, float[] row) {
        return width == 1 ? token == mostProbable(row) : row[token] > MORE_THAN_ALL_ELSE;
    }

    private static int mostProbable(float[] row) {
        int best = 0;
        for (int token = 1; token < row.length; token++) {
            best = row[token] > row[best] ? token : best;
        }
        return best;
    }

    private static double least(PriorityQueue<Candidate> worstFirst, int count) {
        var worst = worstFirst.peek();
        return worst == null || worstFirst.size() < count ? Double.NEGATIVE_INFINITY : worst.sum();
    }
}
