package com.ninja3cx.speech.whisper;

import com.ninja3cx.speech.onnx.Encoded;
import java.util.List;
import java.util.Map;

/// One window on its way through the decoder.
final class Job {

    private final Encoded audio;
    private final List<Integer> prompt;
    private final List<Integer> guess;
    private final int startOfTranscript;
    private final boolean timestamps;
    private final Search search;
    private final boolean goesOn;
    private final double secondsBegun;
    private final double seconds;
    private final boolean words;
    private FirstImpression impression = new FirstImpression(0, Map.of());
    private List<Integer> tokenFrames = List.of();

    /// `audio`: the encoder's output; `prompt`: the tokens before the text, in which
    /// `startOfTranscript` is the place of that token; `guess`: tokens that the text may begin
    /// with; `words`: whether to find where in the sound each token was said; `goesOn`: the prompt
    /// ends with a text that the new one follows, and which was said in the first `secondsBegun` of
    /// the `seconds` of sound.
    Job(
            Encoded audio,
            List<Integer> prompt,
            List<Integer> guess,
            int startOfTranscript,
            boolean timestamps,
            boolean words,
            boolean goesOn,
            double secondsBegun,
            double seconds,
            Search search) {
        this.audio = audio;
        this.prompt = List.copyOf(prompt);
        this.guess = List.copyOf(guess);
        this.startOfTranscript = startOfTranscript;
        this.timestamps = timestamps;
        this.words = words;
        this.goesOn = goesOn;
        this.secondsBegun = secondsBegun;
        this.seconds = seconds;
        this.search = search;
    }

    Encoded audio() {
        return audio;
    }

    List<Integer> prompt() {
        return prompt;
    }

    List<Integer> guess() {
        return guess;
    }

    /// What is read at once, before the first step: prompt and guess.
    int openingLength() {
        return prompt.size() + guess.size();
    }

    /// Places of these at which the next token is asked for: the start of the transcript, for what
    /// is said there of silence and language; the end of the prompt; each token of the guess.
    int openingPicks() {
        return 2 + guess.size();
    }

    int openingToken(int place) {
        return place < prompt.size() ? prompt.get(place) : guess.get(place - prompt.size());
    }

    int startOfTranscript() {
        return startOfTranscript;
    }

    boolean timestamps() {
        return timestamps;
    }

    /// The text begins in the middle of one that is known.
    boolean goesOn() {
        return goesOn;
    }

    /// Length of the sound of what is known.
    double secondsBegun() {
        return secondsBegun;
    }

    /// Length of the sound, without the silence after it.
    double seconds() {
        return seconds;
    }

    Search search() {
        return search;
    }

    /// Ended, and its tokens are still to be found in the sound.
    boolean toBePlaced() {
        return words && search.finished() && tokenFrames.isEmpty();
    }

    /// The frame of 20 ms, counted from the end of what is known, at which each token of the text
    /// begins, and the one at which the last ends.
    List<Integer> tokenFrames() {
        return tokenFrames;
    }

    void place(List<Integer> frames) {
        tokenFrames = List.copyOf(frames);
    }

    FirstImpression impression() {
        return impression;
    }

    void heard(FirstImpression first) {
        impression = first;
    }

    /// Places used in the cache when the alive trails have been fed to the decoder.
    int places() {
        return prompt.size() + search.alive().getFirst().length();
    }
}
