package com.ninja3cx.speech.live;

import com.ninja3cx.speech.RecognizerEvent;
import com.ninja3cx.speech.reading.Confidence;
import com.ninja3cx.speech.reading.InventionGuard;
import com.ninja3cx.speech.reading.LanguageChoice;
import com.ninja3cx.speech.reading.UtteranceReader;
import com.ninja3cx.speech.reading.UtteranceReader.Request;
import com.ninja3cx.speech.whisper.Decoded;
import com.ninja3cx.speech.whisper.WindowDecoder;
import com.ninja3cx.speech.whisper.WindowDecoder.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One decoding thread: takes work, decodes, reports, hands the streams back. Never ends by an
/// error of its work.
final class DecodeLoop implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(DecodeLoop.class);
    private static final int SAMPLES_PER_MILLI = 16;

    /// A batch of glimpses should not keep an ended utterance waiting longer than this.
    private static final double GLIMPSES_MILLIS = 400;

    private final DecodeQueue queue;
    private final WindowDecoder decoder;
    private final InventionGuard guard;
    private final UtteranceReader reader;
    private final Tally tally;
    private final int mostWindows;
    private double glimpseMillis = 100;

    /// @param mostWindows decoded at once by this thread
    DecodeLoop(DecodeQueue queue, WindowDecoder decoder, Tally tally, int mostWindows) {
        this.queue = queue;
        this.decoder = decoder;
        this.guard = InventionGuard.standard();
        this.reader = new UtteranceReader(decoder, guard);
        this.tally = tally;
        this.mostWindows = mostWindows;
    }

    @Override
    public void run() {
        try {
            for (Work work = next(); work != null; work = next()) {
                try {
                    carryOut(work);
                } catch (RuntimeException failed) {
                    tally.failures.increment();
                    log.error("whisper: decoding failed", failed);
                } finally {
                    queue.done(work);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private @org.jspecify.annotations.Nullable Work next() throws InterruptedException {
        int glimpses = (int) Math.clamp(GLIMPSES_MILLIS / glimpseMillis, 1, mostWindows);
        return queue.take(mostWindows, glimpses);
    }

    private void carryOut(Work work) {
        switch (work) {
            case Work.Reports reports -> report(reports);
            case Work.Finals finals -> finals(finals);
            case Work.Glimpses glimpses -> glimpses(glimpses);
        }
    }

    private static void report(Work.Reports reports) {
        for (Job job : reports.jobs()) {
            Reading reading = reports.lane().reading;
            switch (job) {
                case Job.Mark mark ->
                        reading.tell(
                                new RecognizerEvent.Committed(
                                        mark.sample() / SAMPLES_PER_MILLI, mark.nextUtterance()));
                case Job.End end ->
                        reading.tell(new RecognizerEvent.Ended(end.sample() / SAMPLES_PER_MILLI));
                case Job.Final ended -> throw new IllegalStateException("a final is no report");
            }
        }
    }

    private void finals(Work.Finals finals) {
        try {
            tell(finals, read(finals));
        } catch (RuntimeException failed) {
            log.error("whisper: decoding failed, trying each utterance alone", failed);
            for (int i = 0; i < finals.jobs().size(); i++) {
                alone(
                        new Work.Finals(
                                List.of(finals.lanes().get(i)), List.of(finals.jobs().get(i))));
            }
        }
    }

    private void alone(Work.Finals one) {
        try {
            tell(one, read(one));
        } catch (RuntimeException failed) {
            tally.failures.increment();
            log.error("whisper: an utterance could not be decoded", failed);
            tell(one, List.of(Optional.empty()));
        }
    }

    private List<Optional<Decoded>> read(Work.Finals finals) {
        var requests = new ArrayList<Request>();
        for (int i = 0; i < finals.jobs().size(); i++) {
            Reading reading = finals.lanes().get(i).reading;
            var utterance = finals.jobs().get(i).utterance();
            String language = reading.language(decoder).hear(utterance.samples());
            requests.add(
                    new Request(
                            utterance.samples(),
                            UtteranceReader.careful(language, reading.context().prompt()),
                            utterance.voicedMillis()));
        }
        return reader.read(requests);
    }

    private void tell(Work.Finals finals, List<Optional<Decoded>> texts) {
        for (int i = 0; i < texts.size(); i++) {
            Reading reading = finals.lanes().get(i).reading;
            Job.Final job = finals.jobs().get(i);
            tally.finals.increment();
            if (texts.get(i).isEmpty()) {
                tally.dropped.increment();
                reading.tell(new RecognizerEvent.Dropped(job.number()));
                continue;
            }
            Decoded decoded = texts.get(i).get();
            reading.context().add(decoded.text());
            reading.tell(
                    new RecognizerEvent.Final(
                            job.number(),
                            job.utterance().speechStart() / SAMPLES_PER_MILLI,
                            job.utterance().speechEnd() / SAMPLES_PER_MILLI,
                            decoded.text(),
                            decoded.language(),
                            Confidence.of(decoded.averageLogProbability()),
                            List.of()));
        }
    }

    private void glimpses(Work.Glimpses work) {
        long before = System.nanoTime();
        var windows = new ArrayList<Window>();
        for (int i = 0; i < work.glimpses().size(); i++) {
            Reading reading = work.lanes().get(i).reading;
            Glimpse glimpse = work.glimpses().get(i);
            SpokenText spoken = reading.spoken(glimpse.number());
            LanguageChoice choice = reading.language(decoder);
            String language = choice.look(glimpse.samples());
            int cut = spoken.cut(glimpse.samples());
            if (cut > 0) {
                Decoded first = quick(spoken.open(glimpse.samples(), cut), language);
                spoken.keep(first.suspect() ? "" : first.text(), cut);
            }
            windows.add(
                    new Window(
                            spoken.open(glimpse.samples(), glimpse.samples().length),
                            UtteranceReader.quick(language)));
        }
        List<Decoded> texts = decoder.decode(windows);
        for (int i = 0; i < texts.size(); i++) {
            show(work.lanes().get(i).reading, work.glimpses().get(i), texts.get(i));
        }
        double millis = (double) (System.nanoTime() - before) / TimeUnit.MILLISECONDS.toNanos(1);
        glimpseMillis += 0.2 * (millis / texts.size() - glimpseMillis);
    }

    private void show(Reading reading, Glimpse glimpse, Decoded decoded) {
        int millis = glimpse.samples().length / SAMPLES_PER_MILLI;
        if (guard.refuses(decoded, millis)) {
            return;
        }
        var shown = reading.spoken(glimpse.number()).update(decoded.text());
        tally.partials.increment();
        reading.tell(
                new RecognizerEvent.Partial(
                        glimpse.number(),
                        glimpse.start() / SAMPLES_PER_MILLI,
                        glimpse.end() / SAMPLES_PER_MILLI,
                        shown.text(),
                        shown.count()));
    }

    private Decoded quick(float[] samples, String language) {
        return decoder.decode(List.of(new Window(samples, UtteranceReader.quick(language))))
                .getFirst();
    }
}
