package com.ninja3cx.speech.file;

import com.ninja3cx.speech.RevisedSegment;
import com.ninja3cx.speech.reading.Confidence;
import com.ninja3cx.speech.reading.Context;
import com.ninja3cx.speech.reading.InventionGuard;
import com.ninja3cx.speech.reading.LanguageChoice;
import com.ninja3cx.speech.reading.UtteranceReader;
import com.ninja3cx.speech.reading.UtteranceReader.Request;
import com.ninja3cx.speech.vad.EndpointEvent;
import com.ninja3cx.speech.vad.EndpointEvent.Utterance;
import com.ninja3cx.speech.vad.Endpointer;
import com.ninja3cx.speech.vad.Endpointing;
import com.ninja3cx.speech.vad.VoiceActivity;
import com.ninja3cx.speech.whisper.Decoded;
import com.ninja3cx.speech.whisper.WindowDecoder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads one channel in whole windows: speech is gathered until nearly 30 s of it are there, then
/// decoded at once, which is more accurate than utterance by utterance.
///
/// Windows are decoded as they fill, so that after a long call only the last one is left. Memory is
/// bounded by two windows. Decodes on the calling thread, which must be a platform thread. Not
/// thread-safe.
public final class ChannelTranscriber {

    private static final int WINDOW = 28 * 16_000;
    private static final int LANGUAGE_SECONDS = 30;

    /// Speech that the decoder left unread at the end of a window is read again with the next one.
    private static final int UNREAD_MILLIS = 1_000;

    private final UtteranceReader reader;
    private final InventionGuard guard;
    private final LanguageChoice language;
    private final Endpointer endpointer;
    private final Consumer<RevisedSegment> listener;
    private final Deque<Utterance> waiting = new ArrayDeque<>();
    private final Context context = new Context(List.of());
    private WindowBuilder window = new WindowBuilder(WINDOW);

    public ChannelTranscriber(
            VoiceActivity detector,
            WindowDecoder decoder,
            Optional<String> language,
            List<String> languages,
            Consumer<RevisedSegment> listener) {
        this.guard = InventionGuard.standard();
        this.reader = new UtteranceReader(decoder, guard);
        this.language = new LanguageChoice(decoder, language, languages, LANGUAGE_SECONDS);
        this.listener = listener;
        this.endpointer = new Endpointer(detector, Endpointing.whole(), 0, 0, this::gather);
    }

    /// Takes the next samples; decodes a window when one is full.
    public void accept(float[] samples) {
        endpointer.accept(samples);
        fill(false);
    }

    /// Decodes what is left.
    public void finish() {
        endpointer.finish();
        fill(true);
    }

    private void gather(EndpointEvent event) {
        switch (event) {
            case Utterance utterance -> waiting.add(utterance);
            case EndpointEvent.Speaking speaking -> {}
            case EndpointEvent.Pausing pausing -> {}
            case EndpointEvent.Mark mark -> {}
        }
    }

    private void fill(boolean last) {
        for (; ; ) {
            Utterance next = waiting.peek();
            if (next != null && window.fits(next)) {
                window.add(waiting.remove());
            } else if (next != null || last && !window.isEmpty()) {
                decode();
            } else {
                return;
            }
        }
    }

    private void decode() {
        WindowBuilder full = window;
        window = new WindowBuilder(WINDOW);
        float[] samples = full.samples();
        String spoken = language.hear(samples);
        int voiced = full.voicedMillis(0, full.lengthMillis());
        var request = new Request(samples, UtteranceReader.whole(spoken, context.prompt()), voiced);
        Optional<Decoded> read = reader.read(List.of(request)).getFirst();
        if (read.isEmpty()) {
            return;
        }
        report(read.get(), full);
        readAgain(read.get(), full);
    }

    private void report(Decoded decoded, WindowBuilder full) {
        var said = new StringBuilder();
        for (Decoded.Piece piece : decoded.pieces()) {
            String text = piece.text().strip();
            int voiced = full.voicedMillis(piece.startMillis(), piece.endMillis());
            if (guard.refuses(
                    text, piece.averageLogProbability(), decoded.noSpeechProbability(), voiced)) {
                continue;
            }
            said.append(said.isEmpty() ? "" : " ").append(text);
            listener.accept(
                    new RevisedSegment(
                            full.startInStream(piece.startMillis()),
                            full.endInStream(piece.endMillis()),
                            text,
                            decoded.language(),
                            Confidence.of(piece.averageLogProbability())));
        }
        if (!said.isEmpty()) {
            context.add(said.toString());
        }
    }

    private void readAgain(Decoded decoded, WindowBuilder full) {
        long readTo = decoded.pieces().isEmpty() ? 0 : decoded.pieces().getLast().endMillis();
        int unread = full.voicedMillis(readTo, full.lengthMillis());
        if (readTo >= UNREAD_MILLIS && unread >= UNREAD_MILLIS) {
            full.after(readTo).reversed().forEach(waiting::addFirst);
        }
    }
}
