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
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;

/// Quick readings of utterances that are still being spoken. Used by one thread.
final class Glimpsing {

    private static final int SAMPLES_PER_MILLI = 16;

    /// A batch of glimpses should not keep an ended utterance waiting longer than this.
    private static final double BATCH_MILLIS = 300;

    /// Mean log-probability. Where a quick reading is less sure, half of its wrong words are right
    /// when it is read with care, and would otherwise be wrong until the final text comes.
    private static final double DOUBTFUL = -0.35;

    /// With more of its time taken than this, the machine shows words sooner rather than surer.
    private static final double BUSY = 0.75;

    private final WindowDecoder decoder;
    private final InventionGuard guard = InventionGuard.standard();
    private final Tally tally;
    private final DoubleSupplier busy;
    private double millisEach = 100;

    /// @param busy share of their time in which the decoding threads had work lately
    Glimpsing(WindowDecoder decoder, Tally tally, DoubleSupplier busy) {
        this.decoder = decoder;
        this.tally = tally;
        this.busy = busy;
    }

    /// How many should be read at once.
    int most(int limit) {
        return (int) Math.clamp(BATCH_MILLIS / millisEach, 1, limit);
    }

    void read(Work.Glimpses work) {
        long before = System.nanoTime();
        var looks = new ArrayList<Look>();
        for (int i = 0; i < work.glimpses().size(); i++) {
            looks.add(look(work.lanes().get(i).reading, work.glimpses().get(i)));
        }
        List<Decoded> texts = decode(looks);
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

    /// @param before what was said before this sound
    private record Look(Window window, String before) {

        /// The same sound with more care.
        Window surer() {
            return new Window(
                    window.samples(), UtteranceReader.surer(window.options()).withPrompt(before));
        }
    }

    private Look look(Reading reading, Glimpse glimpse) {
        SpokenText spoken = reading.spoken(glimpse.number());
        float[] samples = glimpse.samples();
        String language = spoken.language(samples, reading.language(decoder));
        String before = reading.before(language, decoder);
        int cut = spoken.cut(samples);
        if (cut > 0) {
            Look first = look(spoken, samples, cut, language, before);
            Decoded read = decode(List.of(first)).getFirst();
            spoken.keep(read.suspect() ? "" : read.text(), cut);
        }
        return look(spoken, samples, samples.length, language, before);
    }

    private static Look look(
            SpokenText spoken, float[] samples, int end, String language, String before) {
        var window =
                new Window(
                        spoken.open(samples, end), UtteranceReader.quick(language), spoken.guess());
        return new Look(window, spoken.before(before));
    }

    /// Reads each quickly, then, where there is time, those that are in doubt as final texts are
    /// read. Their sound is encoded already.
    private List<Decoded> decode(List<Look> looks) {
        var texts = new ArrayList<>(decoder.decode(looks.stream().map(Look::window).toList()));
        var doubtful =
                IntStream.range(0, texts.size())
                        .filter(i -> texts.get(i).averageLogProbability() < DOUBTFUL)
                        .boxed()
                        .toList();
        if (doubtful.isEmpty() || busy.getAsDouble() > BUSY) {
            return texts;
        }
        var again = decoder.decode(doubtful.stream().map(i -> looks.get(i).surer()).toList());
        for (int k = 0; k < again.size(); k++) {
            int i = doubtful.get(k);
            texts.set(i, better(texts.get(i), again.get(k)));
        }
        return texts;
    }

    private static Decoded better(Decoded quick, Decoded careful) {
        boolean surer = careful.averageLogProbability() > quick.averageLogProbability();
        return surer && !careful.suspect() ? careful : quick;
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
