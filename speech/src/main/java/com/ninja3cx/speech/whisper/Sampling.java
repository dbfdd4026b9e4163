package com.ninja3cx.speech.whisper;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/// Draws several trails at random, each token with its probability at a temperature, and takes the
/// one with the highest mean log-probability.
final class Sampling implements Search {

    /// Tokens less probable than e⁻³⁰ are never drawn.
    private static final double NEGLIGIBLE = -30;

    private final int width;
    private final double temperature;
    private final int endOfText;
    private final int mostTokens;
    private final RandomGenerator random;
    private final List<Trail> ended = new ArrayList<>();
    private final boolean[] done;
    private List<Trail> alive = List.of(Trail.START);

    Sampling(int width, double temperature, int endOfText, int mostTokens, RandomGenerator random) {
        this.width = width;
        this.temperature = temperature;
        this.endOfText = endOfText;
        this.mostTokens = mostTokens;
        this.random = random;
        this.done = new boolean[width];
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
        return Collections.max(
                ended,
                Comparator.comparingDouble(trail -> trail.sum() / Math.max(1, trail.length())));
    }

    /// Draws every token itself.
    @Override
    public boolean follow(int guessed, float[] row) {
        return false;
    }

    @Override
    public int[] advance(List<float[]> rows) {
        var next = new ArrayList<Trail>();
        int[] parents = new int[width];
        for (int k = 0; k < width; k++) {
            int row = alive.size() == 1 ? 0 : k;
            var trail = alive.get(row);
            float[] logProbabilities = rows.get(row);
            // A trail that has ended goes on as a shadow, so that the rows stay as they are.
            int token = done[k] ? endOfText : draw(logProbabilities);
            var continued = trail.then(token, logProbabilities[token]);
            if (!done[k] && token == endOfText) {
                ended.add(BeamSearch.end(trail, logProbabilities[token]));
                done[k] = true;
            } else if (!done[k] && continued.length() >= mostTokens) {
                ended.add(continued);
                done[k] = true;
            }
            parents[k] = row;
            next.add(continued);
        }
        alive = next;
        return parents;
    }

    private int draw(float[] logProbabilities) {
        float best = Float.NEGATIVE_INFINITY;
        for (float value : logProbabilities) {
            best = Math.max(best, value);
        }
        var candidates = new ArrayList<Integer>();
        var weights = new ArrayList<Double>();
        double total = 0;
        for (int token = 0; token < logProbabilities.length; token++) {
            double exponent = (logProbabilities[token] - best) / temperature;
            if (exponent > NEGLIGIBLE) {
                double weight = Math.exp(exponent);
                total += weight;
                candidates.add(token);
                weights.add(weight);
            }
        }
        double left = random.nextDouble() * total;
        for (int i = 0; i < candidates.size(); i++) {
            left -= weights.get(i);
            if (left < 0) {
                return candidates.get(i);
            }
        }
        return candidates.getLast();
    }
}
