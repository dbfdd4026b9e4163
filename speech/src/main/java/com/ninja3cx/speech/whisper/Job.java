package com.ninja3cx.speech.whisper;

import java.util.List;

/// One window on its way through the decoder.
final class Job {

    private final float[] audio;
    private final List<Integer> prompt;
    private final int startOfTranscript;
    private final boolean timestamps;
    private final Search search;
    private double noSpeechProbability;

    /// `audio`: the encoder's output; `prompt`: the tokens before the text, in which
    /// `startOfTranscript` is the place of that token.
    Job(
            float[] audio,
            List<Integer> prompt,
            int startOfTranscript,
            boolean timestamps,
            Search search) {
        this.audio = audio;
        this.prompt = List.copyOf(prompt);
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
