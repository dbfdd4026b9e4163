package com.ninja3cx.speech.whisper;

import java.util.List;

/// One window on its way through the decoder.
final class Job {

    private final float[] audio;
    private final List<Integer> prompt;
    private final List<Integer> guess;
    private final int startOfTranscript;
    private final boolean timestamps;
    private final Search search;
    private double noSpeechProbability;

    /// `audio`: the encoder's output; `prompt`: the tokens before the text, in which
    /// `startOfTranscript` is the place of that token; `guess`: tokens that the text may begin
    /// with, only for searches of one trail.
    Job(
            float[] audio,
            List<Integer> prompt,
            List<Integer> guess,
            int startOfTranscript,
            boolean timestamps,
            Search search) {
        this.audio = audio;
        this.prompt = List.copyOf(prompt);
        this.guess = List.copyOf(guess);
        this.startOfTranscript = startOfTranscript;
        this.timestamps = timestamps;
        this.search = search;
    }

    float[] audio() {
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

    int openingToken(int place) {
        return place < prompt.size() ? prompt.get(place) : guess.get(place - prompt.size());
    }

    int startOfTranscript() {
        return startOfTranscript;
    }

    boolean timestamps() {
        return timestamps;
    }

    Search search() {
        return search;
    }

    double noSpeechProbability() {
        return noSpeechProbability;
    }

    void heardNoSpeech(double probability) {
        noSpeechProbability = probability;
    }

    /// Places used in the cache when the alive trails have been fed to the decoder.
    int places() {
        return prompt.size() + search.alive().getFirst().length();
    }
}
