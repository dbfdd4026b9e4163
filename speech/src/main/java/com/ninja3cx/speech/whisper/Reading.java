package com.ninja3cx.speech.whisper;

import java.util.ArrayList;
import java.util.List;

/// What one decode made of an excerpt.
///
/// @param averageLogProbability over the tokens, end token included
/// @param seconds of the excerpt itself
/// @param tokenFrames see [Job#tokenFrames]
record Reading(
        List<Trail> steps,
        String text,
        double averageLogProbability,
        double compression,
        double seconds,
        FirstImpression impression,
        List<Integer> tokenFrames) {

    /// A text no more probable than this was guessed.
    static final double LEAST_LOG_PROBABILITY = -1;

    private static final double MOST_NO_SPEECH = 0.6;

    static Reading of(Job job, Tokenizer tokenizer, double seconds) {
        var best = job.search().best();
        var steps = best.steps();
        String text = tokenizer.decode(steps.stream().map(Trail::token).toList()).strip();
        return new Reading(
                steps,
                text,
                best.sum() / (best.length() + 1),
                Repetition.compression(text),
                seconds,
                job.impression(),
                job.tokenFrames());
    }

    /// The text goes round in circles.
    boolean repeats() {
        return compression > Repetition.MOST_COMPRESSION
                || steps.size() > Repetition.mostTokens(seconds);
    }

    /// Nobody speaks: the model says so, and is not sure of any text either.
    boolean silent() {
        return impression.noSpeechProbability() > MOST_NO_SPEECH
                && averageLogProbability < LEAST_LOG_PROBABILITY;
    }

    /// Worth another try at a higher temperature.
    boolean doubtful() {
        return !silent() && (repeats() || averageLogProbability < LEAST_LOG_PROBABILITY);
    }

    List<Decoded.Piece> pieces(SpecialTokens special, Tokenizer tokenizer) {
        var pieces = new ArrayList<Decoded.Piece>();
        int textTokens = 0;
        for (var slice : slices(special)) {
            var text = slice.stream().filter(step -> step.token() < special.endOfText()).toList();
            String said = tokenizer.decode(text.stream().map(Trail::token).toList()).strip();
            if (!said.isEmpty()) {
                int from = textTokens;
                int to = from + text.size();
                var words =
                        tokenFrames.size() <= to
                                ? List.<SpokenWord>of()
                                : WordPlaces.of(text, tokenFrames.subList(from, to + 1), tokenizer);
                pieces.add(piece(slice, said, words, special));
            }
            textTokens += text.size();
        }
        return pieces;
    }

    private Decoded.Piece piece(
            List<Trail> slice, String said, List<SpokenWord> words, SpecialTokens special) {
        long end = Math.round(seconds * 1000);
        var times =
                slice.stream()
                        .filter(step -> special.isTimestamp(step.token()))
                        .map(step -> Math.min(end, special.millis(step.token())))
                        .toList();
        double probability =
                slice.stream().mapToDouble(Trail::logProbability).average().orElseThrow();
        boolean open = times.size() < 2;
        return new Decoded.Piece(
                times.isEmpty() ? 0 : times.getFirst(),
                open ? end : times.getLast(),
                said,
                probability,
                words);
    }

    /// The steps cut between each end mark and the start mark after it. Where the model closed the
    /// last piece with a pair of marks, what comes after is still to be read: see [#unread].
    private List<List<Trail>> slices(SpecialTokens special) {
        var slices = new ArrayList<List<Trail>>();
        int start = 0;
        for (int i = 1; i < steps.size(); i++) {
            if (special.isTimestamp(steps.get(i).token())
                    && special.isTimestamp(steps.get(i - 1).token())) {
                slices.add(steps.subList(start, i));
                start = i;
            }
        }
        boolean cut = !slices.isEmpty() && !endsWithOneMark(special);
        if (!cut) {
            slices.add(steps.subList(start, steps.size()));
        }
        return slices;
    }

    private boolean endsWithOneMark(SpecialTokens special) {
        int count = steps.size();
        return count >= 2
                && special.isTimestamp(steps.get(count - 1).token())
                && !special.isTimestamp(steps.get(count - 2).token());
    }

    /// From where on the excerpt has to be read again, in milliseconds, because the text ended in
    /// the middle of a piece; the length of the excerpt when all of it has been read.
    long unread(SpecialTokens special) {
        var slices = slices(special);
        int used = slices.stream().mapToInt(List::size).sum();
        long end = Math.round(seconds * 1000);
        return used == steps.size()
                ? end
                : Math.min(end, special.millis(slices.getLast().getLast().token()));
    }
}
