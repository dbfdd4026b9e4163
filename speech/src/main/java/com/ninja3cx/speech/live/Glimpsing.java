package com.ninja3cx.speech.live;

import com.ninja3cx.speech.RecognizerEvent;
import com.ninja3cx.speech.audio.Samples;
import com.ninja3cx.speech.reading.Context.Before;
import com.ninja3cx.speech.reading.InventionGuard;
import com.ninja3cx.speech.reading.UtteranceReader;
import com.ninja3cx.speech.whisper.Decoded;
import com.ninja3cx.speech.whisper.WindowDecoder;
import com.ninja3cx.speech.whisper.WindowDecoder.Begun;
import com.ninja3cx.speech.whisper.WindowDecoder.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Quick readings of utterances that are still being spoken. Used by one thread.
final class Glimpsing {

    /// A batch of glimpses should not keep an ended utterance waiting longer than this.
    private static final double BATCH_MILLIS = 300;

    /// Mean log-probability. Where a quick reading is less sure, many of its wrong words are right
    /// when it is read with care, and would otherwise be wrong until the final text comes. The
    /// busier the machine, the more doubtful a reading must be: found with four and eight calls on
    /// two cores.
    private static final double DOUBTFUL = -0.2;

    private static final double DOUBTFUL_WHEN_BUSY = -0.8;

    /// Shares of their time in which the threads have work.
    private static final double EASY = 0.6;

    private static final double BUSY = 0.95;

    /// With more than this, words are shown as soon as can be, however doubtful.
    private static final double FULL = 0.98;

    private final WindowDecoder decoder;
    private final InventionGuard guard = InventionGuard.standard();
    private final Tally tally;
    private final DoubleSupplier busy;
    private double millisEach = 100;

    /// @param busy share of their time in which the decoding threads had live work lately
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
            if (!guard.refuses(text, glimpse.samples().length / Samples.PER_MILLI)) {
                show(work.lanes().get(i).reading, glimpse, text, tally);
            }
        }
        double millis = (double) (System.nanoTime() - before) / TimeUnit.MILLISECONDS.toNanos(1);
        millisEach += 0.2 * (millis / texts.size() - millisEach);
    }

    /// A look at the open sound of an utterance.
    ///
    /// @param context what was said before this sound
    private record Look(SpokenText spoken, Window quick, Supplier<Before> context) {

        Window first() {
            return spoken.isReadWithCare() ? careful(spoken.guess()) : quick;
        }

        /// @param guess what the first gave, if it makes sense
        Window other(String guess) {
            return spoken.isReadWithCare() ? quick : careful(guess);
        }

        private Window careful(String guess) {
            Before before = context.get();
            return new Window(
                    quick.samples(),
                    UtteranceReader.surer(quick.options()).withPrompt(before.prompt()),
                    guess,
                    before.begun());
        }
    }

    private Look look(Reading reading, Glimpse glimpse) {
        SpokenText spoken = reading.spoken(glimpse.number());
        float[] samples = glimpse.samples();
        String language = spoken.language(samples, reading.language(decoder));
        int cut = spoken.cut(samples);
        if (cut > 0) {
            // The guess may go on behind the cut: nothing is taken from it that is not heard.
            Look first = look(reading, glimpse, cut, language);
            Decoded read = decode(List.of(first)).getFirst();
            spoken.keep(read.suspect() ? "" : read.text(), cut, sure(read));
        }
        return look(reading, glimpse, samples.length, language);
    }

    private Look look(Reading reading, Glimpse glimpse, int end, String language) {
        SpokenText spoken = reading.spoken(glimpse.number());
        var window =
                new Window(
                        spoken.open(glimpse.samples(), end),
                        UtteranceReader.quick(language),
                        spoken.guess());
        return new Look(spoken, window, () -> before(reading, glimpse, end, language));
    }

    private Before before(Reading reading, Glimpse glimpse, int end, String language) {
        SpokenText spoken = reading.spoken(glimpse.number());
        if (spoken.isCut()) {
            String said = reading.before(language, decoder);
            return new Before(Begun.NOTHING, spoken.before(said));
        }
        return reading.before(glimpse.start() / Samples.PER_MILLI, end, language, decoder);
    }

    /// Reads each quickly, and then those in doubt once more with as many trails as final texts,
    /// from where they part from the first reading. Once an utterance was in doubt its further
    /// looks are careful from the start: quick ones in between would take words back.
    private List<Decoded> decode(List<Look> looks) {
        double share = busy.getAsDouble();
        if (share > FULL) {
            return decoder.decode(looks.stream().map(Look::quick).toList());
        }
        double doubtful = doubtful(share);
        List<Window> first = looks.stream().map(Look::first).toList();
        var texts = new ArrayList<>(decoder.decode(first));
        var places =
                IntStream.range(0, texts.size())
                        .filter(i -> doubts(looks.get(i), first.get(i), texts.get(i), doubtful))
                        .boxed()
                        .toList();
        if (places.isEmpty()) {
            return texts;
        }
        List<Window> others =
                places.stream()
                        .map(i -> looks.get(i).other(sensible(texts.get(i), first.get(i))))
                        .toList();
        var again = decoder.decode(others);
        for (int k = 0; k < again.size(); k++) {
            int i = places.get(k);
            Decoded text = texts.get(i);
            Decoded other = again.get(k);
            boolean surer = other.averageLogProbability() > text.averageLogProbability();
            if (wrong(text, first.get(i)) || surer && !wrong(other, others.get(k))) {
                texts.set(i, other);
            }
            looks.get(i).spoken().readWithCare();
        }
        return texts;
    }

    /// Whether the first text of a look is not to be trusted.
    private boolean doubts(Look look, Window window, Decoded text, double doubtful) {
        return look.spoken().isReadWithCare()
                ? wrong(text, window)
                : text.averageLogProbability() < doubtful;
    }

    private String sensible(Decoded text, Window window) {
        return wrong(text, window) ? "" : text.text();
    }

    private static double doubtful(double share) {
        double way = Math.clamp((share - EASY) / (BUSY - EASY), 0, 1);
        return DOUBTFUL + way * (DOUBTFUL_WHEN_BUSY - DOUBTFUL);
    }

    /// Whether a text is none, goes round in circles, or only says again what was said before.
    private boolean wrong(Decoded text, Window window) {
        return text.text().isEmpty()
                || guard.doubts(text)
                || UtteranceReader.echoes(text.text(), window.options().prompt())
                || UtteranceReader.echoes(text.text(), window.begun().text());
    }

    /// Words of other readings do not become stable: a final text that is in doubt is heard again,
    /// and is likely to have others.
    private static boolean sure(Decoded read) {
        return read.averageLogProbability() >= UtteranceTexts.DOUBTFUL;
    }

    /// Shows the words of the open sound of an utterance.
    static void show(Reading reading, Glimpse glimpse, Decoded read, Tally tally) {
        SpokenText spoken = reading.spoken(glimpse.number());
        String text = read.text();
        long heard = (glimpse.end() - glimpse.start()) / Samples.PER_MILLI;
        var shown =
                glimpse.pausing() == null
                        ? spoken.update(text, heard, sure(read))
                        : spoken.updateWhole(text, heard, sure(read));
        tally.partials.increment();
        reading.tell(
                new RecognizerEvent.Partial(
                        glimpse.number(),
                        glimpse.start() / Samples.PER_MILLI,
                        glimpse.end() / Samples.PER_MILLI,
                        shown.text(),
                        shown.count()));
    }
}
