package com.ninja3cx.speech.file;

import com.ninja3cx.speech.vad.EndpointEvent.Utterance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Joins utterances to one window: the silence between them is left out, and places in the window
/// can be told as places in the stream. Not thread-safe.
final class WindowBuilder {

    private static final int SAMPLES_PER_MILLI = 16;

    /// How far the decoder's time marks may be off: 0.3 s.
    private static final int PLACING_ERROR = 300 * SAMPLES_PER_MILLI;

    private final int limit;
    private final List<Piece> pieces = new ArrayList<>();
    private int length;
    private float @Nullable [] joined;

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
        joined = null;
    }

    List<Utterance> utterances() {
        return pieces.stream().map(Piece::utterance).toList();
    }

    /// The same array each time, so that its sound is known again.
    float[] samples() {
        float[] all = joined;
        if (all == null) {
            all = new float[length];
            for (Piece piece : pieces) {
                float[] own = piece.utterance().samples();
                System.arraycopy(own, 0, all, piece.offset(), own.length);
            }
            joined = all;
        }
        return all;
    }

    int length() {
        return length;
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

    /// Where in the stream something begins that begins here in the window. The decoder places
    /// words to a fraction of a second: one that seems to begin where an utterance has just ended
    /// begins with the next.
    long startInStream(long millis) {
        long sample = millis * SAMPLES_PER_MILLI;
        for (Piece piece : pieces) {
            long place = piece.inStream(sample);
            boolean last = piece == pieces.getLast();
            if (last || place < piece.utterance().speechEnd() - PLACING_ERROR) {
                return Math.clamp(place, piece.firstWord(), piece.lastWord()) / SAMPLES_PER_MILLI;
            }
        }
        return 0;
    }

    /// Where in the stream something ends that ends here in the window: at the latest where speech
    /// ends, and with the utterance before where hardly any of the next belongs to it.
    long endInStream(long millis) {
        long sample = millis * SAMPLES_PER_MILLI;
        for (Piece piece : pieces.reversed()) {
            long place = piece.inStream(sample);
            boolean first = piece == pieces.getFirst();
            if (first || place > piece.utterance().speechStart() + PLACING_ERROR) {
                return Math.clamp(place, piece.firstWord(), piece.lastWord()) / SAMPLES_PER_MILLI;
            }
        }
        return 0;
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
            return utterance.start() + sampleInWindow - offset;
        }

        long firstWord() {
            return Math.max(utterance.start(), utterance.speechStart());
        }

        long lastWord() {
            return Math.max(firstWord(), Math.min(utterance.end(), utterance.speechEnd()));
        }
    }
}
