package com.ninja3cx.speech.live;

import com.ninja3cx.speech.RecognizerEvent;
import com.ninja3cx.speech.Said;
import com.ninja3cx.speech.audio.Samples;
import com.ninja3cx.speech.live.UtteranceTexts.Spoken;
import com.ninja3cx.speech.reading.Confidence;
import com.ninja3cx.speech.reading.HotWords;
import com.ninja3cx.speech.reading.LanguageChoice;
import com.ninja3cx.speech.vad.EndpointEvent.Utterance;
import com.ninja3cx.speech.whisper.Decoded;
import com.ninja3cx.speech.whisper.WindowDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The careful reading of utterances, and what is told of them.
///
/// An utterance may be read before its end is certain, as soon as enough silence follows it: what
/// is read then is the same as what would be read later, so that only the moment at which the text
/// is there depends on it. May be used by several threads; each stream by one at a time.
final class FinalTexts {

    private static final Logger log = LoggerFactory.getLogger(FinalTexts.class);
    private final WindowDecoder decoder;
    private final UtteranceTexts utterances;
    private final Tally tally;

    FinalTexts(WindowDecoder decoder, HotWords hotWords, Tally tally) {
        this.decoder = decoder;
        this.utterances = new UtteranceTexts(decoder, hotWords);
        this.tally = tally;
    }

    void read(Work.Finals finals) {
        List<Optional<Decoded>> texts;
        try {
            texts = decode(finals);
        } catch (RuntimeException failed) {
            log.error("whisper: decoding failed, trying each utterance alone", failed);
            for (int i = 0; i < finals.jobs().size(); i++) {
                alone(
                        new Work.Finals(
                                List.of(finals.lanes().get(i)), List.of(finals.jobs().get(i))));
            }
            return;
        }
        tell(finals, texts);
    }

    private void alone(Work.Finals one) {
        List<Optional<Decoded>> text;
        try {
            text = decode(one);
        } catch (RuntimeException failed) {
            tally.failures.increment();
            log.error("whisper: an utterance could not be decoded", failed);
            text = List.of(Optional.empty());
        }
        tell(one, text);
    }

    private List<Optional<Decoded>> decode(Work.Finals finals) {
        var spoken = new ArrayList<Spoken>();
        for (int i = 0; i < finals.jobs().size(); i++) {
            Reading reading = finals.lanes().get(i).reading;
            var utterance = finals.jobs().get(i).utterance();
            String language = reading.language(decoder).look(utterance.samples());
            spoken.add(new Spoken(reading, utterance, language));
        }
        List<Optional<Decoded>> texts = utterances.read(spoken);
        // Once, however often the decoder had to be asked.
        for (Spoken each : spoken) {
            each.reading().language(decoder).hear(each.utterance().samples());
        }
        return texts;
    }

    private void tell(Work.Finals finals, List<Optional<Decoded>> texts) {
        for (int i = 0; i < texts.size(); i++) {
            Reading reading = finals.lanes().get(i).reading;
            Job.Final job = finals.jobs().get(i);
            try {
                tell(reading, job, texts.get(i));
            } catch (RuntimeException failed) {
                tally.failures.increment();
                log.error("whisper: a text could not be told", failed);
                reading.tell(new RecognizerEvent.Dropped(job.number()));
            }
        }
    }

    private void tell(Reading reading, Job.Final job, Optional<Decoded> text) {
        tally.finals.increment();
        if (text.isEmpty()) {
            tally.dropped.increment();
            reading.tell(new RecognizerEvent.Dropped(job.number()));
            return;
        }
        Decoded decoded = text.get();
        LanguageChoice language = reading.language(decoder);
        // What follows is read in the language found now. This text stays: it may have been shown.
        language.change(decoded, job.utterance().voicedMillis());
        Said said = said(job.utterance(), decoded, language);
        reading.context().add(said);
        reading.tell(
                new RecognizerEvent.Final(
                        job.number(),
                        said.startMillis(),
                        said.endMillis(),
                        said.text(),
                        said.language(),
                        Confidence.of(decoded.averageLogProbability()),
                        words(decoded, job.utterance())));
    }

    private static Said said(Utterance utterance, Decoded decoded, LanguageChoice language) {
        long start = utterance.speechStart() / Samples.PER_MILLI;
        long end = utterance.speechEnd() / Samples.PER_MILLI;
        int first = (int) (start * Samples.PER_MILLI - utterance.start());
        int last = (int) (end * Samples.PER_MILLI - utterance.start());
        return new Said(
                start,
                end,
                decoded.text(),
                language.spokenIn(decoded.text(), decoded.language()),
                Arrays.copyOfRange(utterance.samples(), Math.max(0, first), last));
    }

    /// The decoder's places within the utterance, as places in the stream.
    private static List<RecognizerEvent.Word> words(Decoded decoded, Utterance utterance) {
        long start = utterance.start() / Samples.PER_MILLI;
        long first = utterance.speechStart() / Samples.PER_MILLI;
        long last = Math.max(first, utterance.speechEnd() / Samples.PER_MILLI);
        return decoded.words().stream()
                .map(
                        word ->
                                new RecognizerEvent.Word(
                                        word.text(),
                                        Math.clamp(start + word.startMillis(), first, last),
                                        Math.clamp(start + word.endMillis(), first, last),
                                        Confidence.rounded(word.probability())))
                .toList();
    }

    /// Reads utterances that have probably ended, shows the words, and keeps the texts.
    void readAhead(Work.Pauses work) {
        var spoken = new ArrayList<Spoken>();
        for (int i = 0; i < work.glimpses().size(); i++) {
            Reading reading = work.lanes().get(i).reading;
            Utterance utterance =
                    java.util.Objects.requireNonNull(work.glimpses().get(i).pausing());
            String language = reading.language(decoder).look(utterance.samples());
            spoken.add(new Spoken(reading, utterance, language));
        }
        List<Optional<Decoded>> texts = utterances.read(spoken);
        for (int i = 0; i < texts.size(); i++) {
            Reading reading = work.lanes().get(i).reading;
            Glimpse glimpse = work.glimpses().get(i);
            reading.keep(new ReadAhead(glimpse.number(), glimpse.samples(), texts.get(i)));
            tally.readAhead.increment();
            texts.get(i).ifPresent(text -> Glimpsing.show(reading, glimpse, text, tally));
        }
    }

    /// Tells what needs no decoding any more.
    void report(Work.Reports work) {
        Reading reading = work.lane().reading;
        for (Job job : work.jobs()) {
            switch (job) {
                case Job.Final ended -> {
                    ReadAhead ahead = reading.takeReadAhead();
                    // The language is judged by what was heard in final texts.
                    reading.language(decoder).hear(ahead.samples());
                    tally.usedAhead.increment();
                    tell(reading, ended, ahead.text());
                }
                case Job.Mark mark ->
                        reading.mark(
                                mark.sample() / Samples.PER_MILLI, mark.nextUtterance(), decoder);
                case Job.End end ->
                        reading.tell(new RecognizerEvent.Ended(end.sample() / Samples.PER_MILLI));
            }
        }
    }
}
