package com.ninja3cx.speech.file;

import com.ninja3cx.speech.RecognizerEvent.Word;
import com.ninja3cx.speech.RevisedSegment;
import com.ninja3cx.speech.reading.Confidence;
import com.ninja3cx.speech.reading.HotWords;
import com.ninja3cx.speech.reading.InventionGuard;
import com.ninja3cx.speech.reading.LanguageChoice;
import com.ninja3cx.speech.reading.TextsBefore;
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
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Reads one channel in whole windows: speech is gathered until nearly 30 s of it are there, then
/// decoded at once, which is more accurate than utterance by utterance.
///
/// Windows are decoded as they fill, so that after a long call only the last one is left. Memory is
/// bounded by two windows. Decodes on the calling thread, which must be a platform thread. Not
/// thread-safe.
public final class ChannelTranscriber {

    private static final int WINDOW = 28 * 16_000;
    private static final int BLOCK = 16_000;
    private static final int LANGUAGE_SECONDS = 30;
    private static final int SAMPLES_PER_MILLI = 16;

    /// Speech that the decoder left unread at the end of a window is read again with the next one.
    private static final int UNREAD_MILLIS = 1_000;

    /// Samples that are not decided yet count as speech from here on: some never are.
    private static final int OPEN = 16_000;

    private final UtteranceReader reader;
    private final InventionGuard guard;
    private final LanguageChoice language;
    private final Endpointer endpointer;
    private final LanguageRuns runs;
    private final List<String> languages;
    private final Consumer<RevisedSegment> listener;
    private final Deque<Utterance> waiting = new ArrayDeque<>();
    private final TextsBefore before = new TextsBefore();
    private String lastLanguage = "";
    private final float[] block = new float[BLOCK];
    private int filled;
    private WindowBuilder window = new WindowBuilder(WINDOW);

    public ChannelTranscriber(
            VoiceActivity detector,
            WindowDecoder decoder,
            Optional<String> language,
            List<String> languages,
            HotWords hotWords,
            Consumer<RevisedSegment> listener) {
        this.guard = InventionGuard.standard();
        this.reader = new UtteranceReader(decoder, guard, hotWords);
        this.language =
                new LanguageChoice(
                        decoder,
                        language,
                        languages,
                        LANGUAGE_SECONDS,
                        UtteranceReader.WHOLE_SECONDS);
        this.languages = List.copyOf(languages);
        this.runs = new LanguageRuns(decoder, languages);
        this.listener = listener;
        this.endpointer = new Endpointer(detector, Endpointing.whole(), 0, 0, this::gather);
    }

    /// Takes the next samples; decodes a window when one is full.
    public void accept(float[] samples) {
        // In blocks of its own, so that windows do not depend on the pieces in which sound comes.
        for (int from = 0; from < samples.length; ) {
            int count = Math.min(samples.length - from, BLOCK - filled);
            System.arraycopy(samples, from, block, filled, count);
            filled += count;
            from += count;
            if (filled == BLOCK) {
                hear();
            }
        }
    }

    /// Up to where everything that was said has been reported, in milliseconds.
    public long reportedMillis() {
        long sample = endpointer.decided();
        if (!waiting.isEmpty()) {
            sample = Math.min(sample, waiting.getFirst().start());
        }
        if (!window.isEmpty()) {
            sample = Math.min(sample, window.utterances().getFirst().start());
        }
        return sample / SAMPLES_PER_MILLI;
    }

    /// Whether sound is kept here in which somebody spoke, or speaks.
    public boolean holdsSound() {
        return !window.isEmpty()
                || !waiting.isEmpty()
                || endpointer.position() - endpointer.decided() > OPEN;
    }

    /// Decodes what is left.
    public void finish() {
        hear();
        endpointer.finish();
        fill(true);
    }

    private void hear() {
        endpointer.accept(Arrays.copyOf(block, filled));
        filled = 0;
        fill(false);
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
            } else if (next != null || !window.isEmpty() && (last || fullWithOpen())) {
                decode();
            } else {
                return;
            }
        }
    }

    /// What is being said now is too long already to go into the window too.
    private boolean fullWithOpen() {
        return window.length() + endpointer.position() - endpointer.decided() > WINDOW;
    }

    private void decode() {
        WindowBuilder full = window;
        window = new WindowBuilder(WINDOW);
        String spoken = language.hear(full.samples());
        Optional<Decoded> read = read(full, spoken);
        boolean unclear =
                read.map(language::mixed).orElseGet(() -> language.unclear(full.samples()));
        if (unclear) {
            decodeRuns(full, spoken);
        } else {
            read.ifPresent(decoded -> report(decoded, full));
            read.ifPresent(decoded -> readAgain(decoded, full));
        }
    }

    /// Reads a window in which several languages are spoken, language by language.
    private void decodeRuns(WindowBuilder full, String spoken) {
        List<LanguageRuns.Run> all = runs.of(full.utterances(), spoken);
        for (LanguageRuns.Run run : all) {
            var own = new WindowBuilder(WINDOW);
            run.utterances().forEach(own::add);
            Optional<Decoded> surest = surest(own, run.language());
            surest.ifPresent(
                    decoded -> {
                        language.settle(decoded.language());
                        report(decoded, own);
                    });
            if (all.size() == 1) {
                surest.ifPresent(decoded -> readAgain(decoded, own));
            }
        }
    }

    /// Reads a window in the language it seems to be in, and in the others too where the sound
    /// leaves that open: a strong accent or a bad line sounds like another language.
    private Optional<Decoded> surest(WindowBuilder own, String likely) {
        Optional<Decoded> first = read(own, likely);
        if (first.isPresent() && !language.mixed(first.get())) {
            return first;
        }
        return LanguageChoice.fittest(
                Stream.concat(
                        first.stream(),
                        languages.stream()
                                .filter(code -> !code.equals(likely))
                                .flatMap(code -> read(own, code).stream())));
    }

    private Optional<Decoded> read(WindowBuilder full, String spoken) {
        int voiced = full.voicedMillis(0, full.lengthMillis());
        String prompt = spoken.equals(lastLanguage) ? before.prompt() : "";
        var options = UtteranceReader.whole(spoken, prompt).withWords();
        return reader.read(List.of(new Request(full.samples(), options, voiced))).getFirst();
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
            var whole =
                    new RevisedSegment(
                            full.startInStream(piece.startMillis()),
                            full.endInStream(piece.endMillis()),
                            text,
                            language.spokenIn(text, decoded.language()),
                            Confidence.of(piece.averageLogProbability()),
                            words(piece, full));
            Pauses.split(whole).forEach(listener);
        }
        lastLanguage = decoded.language();
        if (!said.isEmpty()) {
            before.add(said.toString());
        }
    }

    private static List<Word> words(Decoded.Piece piece, WindowBuilder full) {
        return piece.words().stream()
                .map(
                        word -> {
                            long start = full.startInStream(word.startMillis());
                            long end = full.endInStream(word.endMillis());
                            // A short word between two utterances may begin with the later and
                            // end with the earlier one: it belongs where it begins.
                            long lasts = Math.max(0, word.endMillis() - word.startMillis());
                            return new Word(
                                    word.text(),
                                    start,
                                    end < start ? start + lasts : end,
                                    Confidence.rounded(word.probability()));
                        })
                .toList();
    }

    private void readAgain(Decoded decoded, WindowBuilder full) {
        long readTo = decoded.pieces().isEmpty() ? 0 : decoded.pieces().getLast().endMillis();
        int unread = full.voicedMillis(readTo, full.lengthMillis());
        if (readTo >= UNREAD_MILLIS && unread >= UNREAD_MILLIS) {
            full.after(readTo).reversed().forEach(waiting::addFirst);
        }
    }
}
