package com.ninja3cx.speech.whisper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// What has been read of one window so far, and what is left of it.
final class WindowNotes {

    /// Less than this at the end of a window holds no word of its own.
    private static final long SHORTEST_REST_MILLIS = 600;

    /// The model may end a piece every few words; it may not do so for ever.
    private static final int MOST_READINGS = 12;

    private static final int SAMPLES_PER_MILLI = LogMel.SAMPLE_RATE / 1000;

    private final WindowDecoder.Window window;
    private final String language;
    private final List<Reading> readings = new ArrayList<>();
    private final List<Decoded.Piece> pieces = new ArrayList<>();
    private long readMillis;
    private boolean complete;

    WindowNotes(WindowDecoder.Window window, String language) {
        this.window = window;
        this.language = language;
    }

    boolean complete() {
        return complete;
    }

    /// What is to be read next: all, or what comes after the last piece that is whole.
    Excerpt next() {
        float[] samples = window.samples();
        float[] rest =
                readMillis == 0
                        ? samples
                        : Arrays.copyOfRange(
                                samples, (int) readMillis * SAMPLES_PER_MILLI, samples.length);
        String before = (window.options().prompt().strip() + " " + text()).strip();
        String guess = readMillis == 0 ? window.guess() : "";
        return new Excerpt(rest, window.options(), language, before, guess, window.begun());
    }

    void add(Reading reading, SpecialTokens special, Tokenizer tokenizer) {
        readings.add(reading);
        long length = window.samples().length / SAMPLES_PER_MILLI;
        if (!reading.silent()) {
            for (var piece : reading.pieces(special, tokenizer)) {
                pieces.add(piece.later(readMillis));
            }
        }
        long unread = window.options().timestamps() ? reading.unread(special) : length;
        complete =
                unread == 0
                        || readings.size() >= MOST_READINGS
                        || readMillis + unread + SHORTEST_REST_MILLIS > length
                        || reading.repeats();
        readMillis += unread;
    }

    private String text() {
        return pieces.stream().map(Decoded.Piece::text).collect(Collectors.joining(" "));
    }

    Decoded toDecoded() {
        double tokens = readings.stream().mapToDouble(reading -> reading.steps().size() + 1).sum();
        double sum =
                readings.stream()
                        .mapToDouble(
                                reading ->
                                        reading.averageLogProbability()
                                                * (reading.steps().size() + 1))
                        .sum();
        String text = text();
        return new Decoded(
                text,
                List.copyOf(pieces),
                language,
                sum / tokens,
                readings.getFirst().impression().noSpeechProbability(),
                Repetition.compression(text),
                readings.getFirst().impression().languages(),
                readings.stream().anyMatch(Reading::repeats));
    }
}
