package com.ninja3cx.speech.live;

import com.ninja3cx.speech.RecognizerEvent;
import com.ninja3cx.speech.StreamOptions;
import com.ninja3cx.speech.audio.Samples;
import com.ninja3cx.speech.reading.Context;
import com.ninja3cx.speech.reading.Context.Before;
import com.ninja3cx.speech.reading.LanguageChoice;
import com.ninja3cx.speech.reading.UtteranceReader;
import com.ninja3cx.speech.vad.EndpointEvent.Utterance;
import com.ninja3cx.speech.whisper.WindowDecoder;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is known of a stream's text. Used by the one decoding thread that has the stream in hand.
final class Reading {

    private static final Logger log = LoggerFactory.getLogger(Reading.class);
    private static final int LANGUAGE_SECONDS = 12;

    /// Longest stretch that is heard again after a cut for the language alone.
    private static final long MOST_WITHHELD_MILLIS = 60_000;

    private final Optional<String> given;
    private final List<String> languages;
    private final Consumer<RecognizerEvent> listener;
    private final Context context;
    private @Nullable LanguageChoice language;
    private @Nullable SpokenText spoken;
    private @Nullable ReadAhead ahead;
    private long markedMillis;

    Reading(StreamOptions options, List<String> languages, Consumer<RecognizerEvent> listener) {
        this.given = options.language();
        this.languages = languages;
        this.listener = listener;
        this.context = new Context(options.before());
        this.markedMillis = options.startMillis();
    }

    /// The decoder may not exist yet when a stream is opened, only when it is read.
    LanguageChoice language(WindowDecoder decoder) {
        if (language == null) {
            language =
                    new LanguageChoice(
                            decoder, given, languages, LANGUAGE_SECONDS, UtteranceReader.NO_MORE);
            context.language().ifPresent(language::settle);
        }
        return language;
    }

    Context context() {
        return context;
    }

    /// What was said before, as context for a text in this language. Words of another language
    /// would be gone on with in that language: then it is empty.
    String before(String code, WindowDecoder decoder) {
        return sameLanguage(context.prompt(), code, decoder);
    }

    /// What an utterance is read with in this language.
    Before before(Utterance utterance, String code, WindowDecoder decoder) {
        long start = utterance.speechStart() / Samples.PER_MILLI;
        return before(start, utterance.samples().length, code, decoder);
    }

    /// The same for so many samples of an utterance that begins there.
    Before before(long startMillis, int samples, String code, WindowDecoder decoder) {
        Before before = context.before(startMillis, samples, code);
        return new Before(before.begun(), sameLanguage(before.prompt(), code, decoder));
    }

    private String sameLanguage(String said, String code, WindowDecoder decoder) {
        return language(decoder).spokenIn(said, code).equals(code) ? said : "";
    }

    SpokenText spoken(long utterance) {
        if (spoken == null || spoken.number() != utterance) {
            spoken = new SpokenText(utterance);
        }
        return spoken;
    }

    /// Keeps a text read before the end of its utterance was certain; the one before is forgotten.
    void keep(ReadAhead text) {
        ahead = text;
    }

    boolean hasReadAhead(Job.Final ended) {
        return ahead != null && ahead.isOf(ended);
    }

    /// Gives away what [#hasReadAhead].
    ReadAhead takeReadAhead() {
        ReadAhead taken = java.util.Objects.requireNonNull(ahead);
        ahead = null;
        return taken;
    }

    /// Tells that all before is final, where a stream opened again there goes on as this one does:
    /// not while its language is open or in doubt, which is told by more than the last text. After
    /// a minute of that it is told all the same, since the sound is kept by others until then.
    void mark(long millis, long nextUtterance, WindowDecoder decoder) {
        boolean same = language(decoder).followsFrom(context.language());
        if (same || millis - markedMillis >= MOST_WITHHELD_MILLIS) {
            markedMillis = millis;
            tell(new RecognizerEvent.Committed(millis, nextUtterance));
        }
    }

    /// A listener that fails costs its own event only.
    void tell(RecognizerEvent event) {
        try {
            listener.accept(event);
        } catch (RuntimeException failed) {
            log.error("a listener of the speech engine failed", failed);
        }
    }
}
