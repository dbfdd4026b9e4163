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
    private final double seconds;
    private final boolean words;
    private double noSpeechProbability;
    private Map<String, Double> languages = Map.of();
    private List<Integer> tokenFrames = List.of();

    /// `audio`: the encoder's output; `prompt`: the tokens before the text, in which
    /// `startOfTranscript` is the place of that token; `guess`: tokens that the text may begin
    /// with, only for searches of one trail; `words`: whether to find where in the sound each token
    /// was said; `seconds` of sound.
    Job(
            Encoded audio,
            List<Integer> prompt,
            List<Integer> guess,
            int startOfTranscript,
            boolean timestamps,
            boolean words,
            double seconds,
            Search search) {
        this.audio = audio;
        this.prompt = List.copyOf(prompt);
        this.guess = List.copyOf(guess);
        this.startOfTranscript = startOfTranscript;
        this.timestamps = timestamps;
        this.words = words;
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

    int openingToken(int place) {
        return place < prompt.size() ? prompt.get(place) : guess.get(place - prompt.size());
    }

    int startOfTranscript() {
        return startOfTranscript;
    }

    boolean timestamps() {
        return timestamps;
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

    /// The frame of 20 ms at which each text token begins, and the one at which the last ends.
    List<Integer> tokenFrames() {
        return tokenFrames;
    }

    void place(List<Integer> frames) {
        tokenFrames = List.copyOf(frames);
    }

    double noSpeechProbability() {
        return noSpeechProbability;
    }

    void heardNoSpeech(double probability) {
        noSpeechProbability = probability;
    }

    /// How probable each language seemed before the first word; empty when the model knows one
    /// only.
    Map<String, Double> languages() {
        return languages;
    }

    void heardLanguages(Map<String, Double> probabilities) {
        languages = Map.copyOf(probabilities);
    }

    /// Places used in the cache when the alive trails have been fed to the decoder.
    int places() {
        return prompt.size() + search.alive().getFirst().length();
    }
}
