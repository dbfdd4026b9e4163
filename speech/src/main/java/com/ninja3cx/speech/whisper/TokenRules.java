package com.ninja3cx.speech.whisper;

import java.nio.FloatBuffer;
import java.util.Arrays;

/// Which token may follow which: the rules of the reference decoder.
///
/// With timestamps: the text begins with one of at most 1 s; they come in pairs (end, start) except
/// right before the end of the text; they never go back; and where time as a whole is more probable
/// than any single word, it is time. Thread-safe.
final class TokenRules {

    /// Score of a forbidden token: nothing real comes near it.
    static final float FORBIDDEN = -1e9f;

    private static final int LAST_FIRST_TIMESTAMP = 50;

    private final SpecialTokens special;
    private final Suppressed suppressed;
    private final float[] textOnly;
    private final float[] withTimestamps;

    TokenRules(SpecialTokens special, Suppressed suppressed, int vocabulary) {
        this.special = special;
        this.suppressed = suppressed;
        withTimestamps = new float[vocabulary];
        suppressed.always().forEach(token -> withTimestamps[token] = FORBIDDEN);
        withTimestamps[special.noTimestamps()] = FORBIDDEN;
        textOnly = withTimestamps.clone();
        Arrays.fill(textOnly, special.firstTimestamp(), vocabulary, FORBIDDEN);
    }

    /// Writes what is to be added to the scores of the token after `trail` of a job.
    void write(Trail trail, Job job, FloatBuffer bias) {
        write(trail, job.timestamps(), job.goesOn(), bias);
    }

    /// @param goesOn the text follows another, and may be empty
    void write(Trail trail, boolean timestamps, boolean goesOn, FloatBuffer bias) {
        int start = bias.position();
        bias.put(timestamps ? withTimestamps : textOnly);
        if (trail.length() == 0 && !goesOn) {
            suppressed.first().forEach(token -> bias.put(start + token, FORBIDDEN));
        }
        if (timestamps) {
            writeTimestampRules(trail, bias, start);
        }
    }

    private void writeTimestampRules(Trail trail, FloatBuffer bias, int start) {
        int first = special.firstTimestamp();
        if (trail.length() == 0) {
            forbid(bias, start, 0, first);
            forbid(bias, start, first + LAST_FIRST_TIMESTAMP + 1, withTimestamps.length);
            return;
        }
        if (special.isTimestamp(trail.token())) {
            var before = trail.previous();
            boolean pair =
                    before == null || before.length() == 0 || special.isTimestamp(before.token());
            if (pair) {
                forbid(bias, start, first, withTimestamps.length);
            } else {
                forbid(bias, start, 0, special.endOfText());
            }
        }
        for (Trail at = trail; at != null && at.length() > 0; at = at.previous()) {
            if (special.isTimestamp(at.token())) {
                forbid(bias, start, first, at.token());
                break;
            }
        }
    }

    private static void forbid(FloatBuffer bias, int start, int from, int to) {
        for (int token = from; token < to; token++) {
            bias.put(start + token, FORBIDDEN);
        }
    }

    /// Applies the rule that looks at the log-probabilities themselves: they are changed in place
    /// where time has to follow.
    void preferTime(Trail trail, boolean timestamps, float[] logProbabilities) {
        int first = special.firstTimestamp();
        if (!timestamps || trail.length() == 0 || logProbabilities.length == first) {
            return;
        }
        float bestTime = Float.NEGATIVE_INFINITY;
        for (int token = first; token < logProbabilities.length; token++) {
            bestTime = Math.max(bestTime, logProbabilities[token]);
        }
        if (bestTime <= FORBIDDEN / 2) {
            return;
        }
        double sum = 0;
        for (int token = first; token < logProbabilities.length; token++) {
            double distance = logProbabilities[token] - bestTime;
            sum += distance < -40 ? 0 : Math.exp(distance);
        }
        double time = bestTime + Math.log(sum);
        if (!anyAbove(time, logProbabilities, first)) {
            Arrays.fill(logProbabilities, 0, first, FORBIDDEN);
            for (int token = first; token < logProbabilities.length; token++) {
                logProbabilities[token] -= (float) time;
            }
        }
    }

    private static boolean anyAbove(double limit, float[] values, int end) {
        for (int i = 0; i < end; i++) {
            if (values[i] >= limit) {
                return true;
            }
        }
        return false;
    }
}
