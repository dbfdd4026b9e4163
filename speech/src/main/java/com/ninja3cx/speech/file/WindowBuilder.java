package com.ninja3cx.speech.file;

import com.ninja3cx.speech.vad.EndpointEvent.Utterance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Joins utterances to one window: the silence between them is left out, and places in the window
/// can be told as places in the stream. Not thread-safe.
final class WindowBuilder {

    private static final int SAMPLES_PER_MILLI = 16;

    private final int limit;
    private final List<Piece> pieces = new ArrayList<>();
    private int length;

    /// @param limit samples that fit
    WindowBuilder(int limit) {
        this.limit = limit;
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    boolean fits(Utterance utterance) {
        return pieces.isEmpty() || length + utterance.samples().length <= limit;
    }

    void add(Utterance utterance) {
        pieces.add(new Piece(length, utterance));
        length += utterance.samples().length;
    }

    float[] samples() {
        var joined = new float[length];
        for (Piece piece : pieces) {
            float[] own = piece.utterance().samples();
            System.arraycopy(own, 0, joined, piece.offset(), own.length);
        }
        return joined;
    }

    int lengthMillis() {
        return length / SAMPLES_PER_MILLI;
    }

    /// Speech between two places of the window.
    int voicedMillis(long fromMillis, long toMillis) {
        double voiced = 0;
        for (Piece piece : pieces) {
            double from = Math.max(fromMillis * SAMPLES_PER_MILLI, piece.offset());
            double to = Math.min(toMillis * SAMPLES_PER_MILLI, piece.end());
            if (to > from) {
                double share = (to - from) / piece.utterance().samples().length;
                voiced += share * piece.utterance().voicedMillis();
            }
        }
        return (int) voiced;
    }

    /// Where in the stream something begins that begins here in the window.
    long startInStream(long millis) {
        long sample = millis * SAMPLES_PER_MILLI;
        for (Piece piece : pieces) {
            if (sample < piece.end()) {
                return piece.inStream(Math.max(sample, piece.offset()));
            }
        }
        return pieces.getLast().inStream(pieces.getLast().end());
    }

    /// Where in the stream something ends that ends here in the window.
    long endInStream(long millis) {
        long sample = millis * SAMPLES_PER_MILLI;
        for (Piece piece : pieces) {
            if (sample <= piece.end()) {
                return piece.inStream(Math.max(sample, piece.offset()));
            }
        }
        return pieces.getLast().inStream(pieces.getLast().end());
    }

    /// What lies after a place of the window, as utterances of their own.
    List<Utterance> after(long millis) {
        int from = (int) (millis * SAMPLES_PER_MILLI);
        var rest = new ArrayList<Utterance>();
        for (Piece piece : pieces) {
            if (piece.end() <= from) {
                continue;
            }
            Utterance whole = piece.utterance();
            int skip = Math.max(0, from - piece.offset());
            int kept = whole.samples().length - skip;
            rest.add(
                    new Utterance(
                            whole.start() + skip,
                            Arrays.copyOfRange(whole.samples(), skip, whole.samples().length),
                            Math.max(whole.speechStart(), whole.start() + skip),
                            whole.speechEnd(),
                            (int) ((long) whole.voicedMillis() * kept / whole.samples().length)));
        }
        return rest;
    }

    private record Piece(int offset, Utterance utterance) {

        int end() {
            return offset + utterance.samples().length;
        }

        long inStream(long sampleInWindow) {
            return (utterance.start() + sampleInWindow - offset) / SAMPLES_PER_MILLI;
        }
    }
}
