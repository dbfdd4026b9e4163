package com.ninja3cx.speech.reading;

import com.ninja3cx.speech.whisper.DecodeOptions;
import com.ninja3cx.speech.whisper.Decoded;
import com.ninja3cx.speech.whisper.WindowDecoder;
import com.ninja3cx.speech.whisper.WindowDecoder.Begun;
import com.ninja3cx.speech.whisper.WindowDecoder.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Decodes with care: beam search with what was said before as context, again without context where
/// the result looks wrong (a prompt can start a loop), and nothing at all where the guard refuses
/// both.
public final class UtteranceReader {

    private static final int BEAM = 5;

    /// Whole windows are read with the silence that the model was trained on.
    public static final double WHOLE_SECONDS = 30;

    /// The least that the decoder works with is as exact for an utterance as the 30 s that the
    /// model was trained on.
    public static final double NO_MORE = 0;

    private static final int LONGEST_ECHO_ALLOWED = 12;

    private final WindowDecoder decoder;
    private final InventionGuard guard;
    private final HotWords hotWords;

    /// @param hotWords names that the decoder is given before what was said
    public UtteranceReader(WindowDecoder decoder, InventionGuard guard, HotWords hotWords) {
        this.decoder = decoder;
        this.guard = guard;
        this.hotWords = hotWords;
    }

    /// A window to read.
    ///
    /// @param voicedMillis how much of it is speech
    /// @param begun heard before it by [#goOn]
    public record Request(float[] samples, DecodeOptions options, int voicedMillis, Begun begun) {

        public Request(float[] samples, DecodeOptions options, int voicedMillis) {
            this(samples, options, voicedMillis, Begun.NOTHING);
        }
    }

    /// Options for the careful reading of an utterance.
    public static DecodeOptions careful(String language, String prompt) {
        return new DecodeOptions(Optional.of(language), BEAM, prompt, false, NO_MORE, true);
    }

    /// Options for the careful reading of a whole window with places in it.
    public static DecodeOptions whole(String language, String prompt) {
        return new DecodeOptions(Optional.of(language), BEAM, prompt, true, WHOLE_SECONDS, true);
    }

    /// Options for words on screen while somebody speaks.
    public static DecodeOptions quick(String language) {
        return new DecodeOptions(Optional.of(language), 1, "", false, NO_MORE, false);
    }

    /// The same words with as many trails as final texts have.
    public static DecodeOptions surer(DecodeOptions quick) {
        return quick.withBeam(BEAM);
    }

    /// Reads windows of several streams together.
    ///
    /// @return for each request its text; empty when nothing was said, as far as the guards can
    ///   tell
    public List<Optional<Decoded>> read(List<Request> requests) {
        List<Decoded> first = decode(requests, false);
        var doubtful = new ArrayList<Integer>();
        for (int i = 0; i < requests.size(); i++) {
            Request request = requests.get(i);
            if (!prompt(request).isEmpty() && wrong(first.get(i), request)) {
                doubtful.add(i);
            }
        }
        var result = new ArrayList<>(first);
        if (!doubtful.isEmpty()) {
            List<Decoded> second = decode(doubtful.stream().map(requests::get).toList(), true);
            for (int k = 0; k < doubtful.size(); k++) {
                int i = doubtful.get(k);
                if (!better(first.get(i), second.get(k), requests.get(i))) {
                    result.set(i, second.get(k));
                }
            }
        }
        var texts = new ArrayList<Optional<Decoded>>();
        for (int i = 0; i < result.size(); i++) {
            Request request = requests.get(i);
            texts.add(Optional.of(result.get(i)).filter(text -> !refuses(text, request)));
        }
        return texts;
    }

    /// Reads windows together with what was said right before them.
    ///
    /// @param alone what each was read as by itself: sound heard before a window says nothing of
    ///   whether, and in which language, somebody speaks in it, so that stays as it was judged then
    /// @return for each request its text; empty when that looks wrong: then it is better read by
    ///   itself
    public List<Optional<Decoded>> goOn(List<Request> requests, List<Decoded> alone) {
        List<Decoded> texts = decoder.decode(requests.stream().map(this::goingOn).toList());
        var sane = new ArrayList<Optional<Decoded>>();
        for (int i = 0; i < texts.size(); i++) {
            Request request = requests.get(i);
            Decoded text = texts.get(i).withImpressionOf(alone.get(i));
            boolean wrong = wrong(text, request) || echoes(text.text(), request.begun().text());
            sane.add(wrong ? Optional.empty() : Optional.of(text));
        }
        return sane;
    }

    private Window goingOn(Request request) {
        return new Window(
                request.samples(),
                request.options().withPrompt(prompt(request)),
                "",
                request.begun());
    }

    private boolean wrong(Decoded decoded, Request request) {
        return guard.doubts(decoded)
                || refuses(decoded, request)
                || echoes(decoded.text(), prompt(request))
                || hotWords.areAll(decoded.text());
    }

    private boolean refuses(Decoded decoded, Request request) {
        return guard.refuses(decoded, request.voicedMillis());
    }

    private String prompt(Request request) {
        return hotWords.before(request.options().prompt());
    }

    private boolean better(Decoded first, Decoded second, Request request) {
        return !refuses(first, request)
                && !echoes(first.text(), prompt(request))
                && !merelyPrompted(first, second, request)
                && first.averageLogProbability() > second.averageLogProbability();
    }

    /// Whether names alone were read where the sound by itself is read as something else, or as
    /// nothing.
    private boolean merelyPrompted(Decoded first, Decoded second, Request request) {
        return hotWords.areAll(first.text())
                && (refuses(second, request) || !HotWords.soundAlike(first.text(), second.text()));
    }

    /// Whether the text only says the end of what was before again: the usual start of a loop.
    public static boolean echoes(String text, String before) {
        return text.length() > LONGEST_ECHO_ALLOWED && before.endsWith(text);
    }

    private List<Decoded> decode(List<Request> requests, boolean withoutPrompt) {
        return decoder.decode(
                requests.stream()
                        .map(
                                request ->
                                        new Window(
                                                request.samples(),
                                                request.options()
                                                        .withPrompt(
                                                                withoutPrompt
                                                                        ? ""
                                                                        : prompt(request))))
                        .toList());
    }
}
