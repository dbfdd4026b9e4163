package com.ninja3cx.speech.whisper;

import com.ninja3cx.speech.onnx.AttentionHead;
import com.ninja3cx.speech.onnx.WhisperSessions;
import java.util.ArrayList;
import java.util.List;

/// Finds the words of a text that is known in the sound in which it is spoken: forced alignment, by
/// where the decoder looks while it is given the text ([TokenPlaces]). Thread-safe.
final class KnownText {

    private static final int FRAME_MILLIS = 20;
    private static final int SAMPLES_PER_FRAME = LogMel.SAMPLE_RATE * FRAME_MILLIS / 1000;

    /// What the decoder has places for, less the start of the transcript and its end.
    private static final int MOST_TOKENS = 440;

    private final WhisperSessions sessions;
    private final Tokenizer tokenizer;
    private final SpecialTokens special;
    private final List<AttentionHead> heads;

    KnownText(
            WhisperSessions sessions,
            Tokenizer tokenizer,
            SpecialTokens special,
            List<AttentionHead> heads) {
        this.sessions = sessions;
        this.tokenizer = tokenizer;
        this.special = special;
        this.heads = heads;
    }

    /// The text's words, parted at white space, each with its place; a pause belongs to the word
    /// before it. Probabilities are not judged: 1.
    ///
    /// @throws IllegalArgumentException for a text of more tokens than the decoder has places
    List<SpokenWord> find(float[] samples, Ear ear, String language, String text) {
        var words = List.of(text.strip().split("\\s+"));
        var tokens = new ArrayList<Integer>();
        tokens.add(special.startOfTranscript());
        if (special.multilingual()) {
            tokens.add(special.language(language).orElseThrow());
            tokens.add(special.transcribe());
        }
        tokens.add(special.noTimestamps());
        int first = tokens.size() - 1;
        var ends = new ArrayList<Integer>();
        for (String word : words) {
            tokens.addAll(tokenizer.encode(" " + word));
            ends.add(tokens.size() - 1 - first);
        }
        if (ends.getLast() > MOST_TOKENS) {
            throw new IllegalArgumentException("a text of %d tokens".formatted(ends.getLast()));
        }
        tokens.add(special.endOfText());
        List<Integer> places;
        try (var sound = sessions.cross(List.of(ear.hear(samples, Ear.FULL_SECONDS)))) {
            float[][] looks = sessions.attend(tokens, sound, heads);
            int frames = Math.ceilDiv(samples.length, SAMPLES_PER_FRAME);
            places = TokenPlaces.find(looks, tokens.size(), 0, frames, first);
        }
        var spoken = new ArrayList<SpokenWord>();
        int begin = 0;
        for (int i = 0; i < words.size(); i++) {
            int end = ends.get(i);
            spoken.add(
                    new SpokenWord(
                            words.get(i),
                            (long) places.get(begin) * FRAME_MILLIS,
                            (long) places.get(end) * FRAME_MILLIS,
                            1));
            begin = end;
        }
        return spoken;
    }
}
