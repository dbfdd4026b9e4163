package com.ninja3cx.speech.live;

import com.ninja3cx.speech.RecognizerEvent;
import com.ninja3cx.speech.reading.InventionGuard;
import com.ninja3cx.speech.reading.UtteranceReader;
import com.ninja3cx.speech.whisper.Decoded;
import com.ninja3cx.speech.whisper.WindowDecoder;
import com.ninja3cx.speech.whisper.WindowDecoder.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Quick readings of utterances that are still being spoken. Used by one thread.
final class Glimpsing {

    private static final int SAMPLES_PER_MILLI = 16;

    /// A batch of glimpses should not keep an ended utterance waiting longer than this.
    private static final double BATCH_MILLIS = 300;

    private final WindowDecoder decoder;
    private final InventionGuard guard = InventionGuard.standard();
    private final Tally tally;
    private double millisEach = 100;

    Glimpsing(WindowDecoder decoder, Tally tally) {
        this.decoder = decoder;
        this.tally = tally;
    }

    /// How many should be read at once.
    int most(int limit) {
        return (int) Math.clamp(BATCH_MILLIS / millisEach, 1, limit);
    }

    void read(Work.Glimpses work) {
        long before = System.nanoTime();
        var windows = new ArrayList<Window>();
        for (int i = 0; i < work.glimpses().size(); i++) {
            windows.add(window(work.lanes().get(i).reading, work.glimpses().get(i)));
        }
        List<Decoded> texts = decoder.decode(windows);
        for (int i = 0; i < texts.size(); i++) {
            Glimpse glimpse = work.glimpses().get(i);
            Decoded text = texts.get(i);
            if (!guard.refuses(text, glimpse.samples().length / SAMPLES_PER_MILLI)) {
                show(work.lanes().get(i).reading, glimpse, text.text(), tally);
            }
        }
        double millis = (double) (System.nanoTime() - before) / TimeUnit.MILLISECONDS.toNanos(1);
        millisEach += 0.2 * (millis / texts.size() - millisEach);
    }

    private Window window(Reading reading, Glimpse glimpse) {
        SpokenText spoken = reading.spoken(glimpse.number());
        float[] samples = glimpse.samples();
        String language = spoken.language(samples, reading.language(decoder));
        int cut = spoken.cut(samples);
        if (cut > 0) {
            Window first = window(spoken, samples, cut, language);
            Decoded read = decoder.decode(List.of(first)).getFirst();
            spoken.keep(read.suspect() ? "" : read.text(), cut);
        }
        return window(spoken, samples, samples.length, language);
    }

    private static Window window(SpokenText spoken, float[] samples, int end, String language) {
        return new Window(
                spoken.open(samples, end), UtteranceReader.quick(language), spoken.guess());
    }

    /// Shows the words of the open sound of an utterance.
    static void show(Reading reading, Glimpse glimpse, String text, Tally tally) {
        SpokenText spoken = reading.spoken(glimpse.number());
        long heard = (glimpse.end() - glimpse.start()) / SAMPLES_PER_MILLI;
        var shown =
                glimpse.pausing() == null
                        ? spoken.update(text, heard)
                        : spoken.updateWhole(text, heard);
        tally.partials.increment();
        reading.tell(
                new RecognizerEvent.Partial(
                        glimpse.number(),
                        glimpse.start() / SAMPLES_PER_MILLI,
                        glimpse.end() / SAMPLES_PER_MILLI,
                        shown.text(),
                        shown.count()));
    }
}
