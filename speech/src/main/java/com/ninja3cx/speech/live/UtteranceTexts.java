package com.ninja3cx.speech.live;

import com.ninja3cx.speech.reading.Context.Before;
import com.ninja3cx.speech.reading.HotWords;
import com.ninja3cx.speech.reading.InventionGuard;
import com.ninja3cx.speech.reading.LanguageChoice;
import com.ninja3cx.speech.reading.UtteranceReader;
import com.ninja3cx.speech.reading.UtteranceReader.Request;
import com.ninja3cx.speech.vad.EndpointEvent.Utterance;
import com.ninja3cx.speech.whisper.Decoded;
import com.ninja3cx.speech.whisper.WindowDecoder;
import com.ninja3cx.speech.whisper.WindowDecoder.Begun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The surest text of utterances: each is read by itself; where its sound is far more like another
/// language, in that one too; and where its words stay in doubt, once more together with the speech
/// right before it, from which the decoder knows the voice and the sentence. Thread-safe as its
/// decoder is; a stream's utterances are read one after the other.
final class UtteranceTexts {

    /// Mean log-probability. Surer texts come out the same, but for signs, when they are heard
    /// together with those before, which takes a third more time.
    static final double DOUBTFUL = -0.2;

    /// A text heard together with others may be so much less sure: its words are the likelier ones
    /// in the conversation.
    private static final double HARDLY_LESS = 0.05;

    private final WindowDecoder decoder;
    private final UtteranceReader reader;

    UtteranceTexts(WindowDecoder decoder, HotWords hotWords) {
        this.decoder = decoder;
        this.reader = new UtteranceReader(decoder, InventionGuard.standard(), hotWords);
    }

    /// An utterance to be read in a language.
    record Spoken(Reading reading, Utterance utterance, String language) {}

    /// @return for each its text; empty when nothing was said
    List<Optional<Decoded>> read(List<Spoken> all) {
        var texts = new ArrayList<>(decode(all));
        readInOtherLanguages(all, texts);
        readTogether(all, texts);
        return texts;
    }

    private List<Optional<Decoded>> decode(List<Spoken> all) {
        return all.isEmpty() ? List.of() : reader.read(all.stream().map(this::alone).toList());
    }

    /// Reads those whose sound is far more like another language in that one too: what fits better
    /// is taken.
    private void readInOtherLanguages(List<Spoken> all, List<Optional<Decoded>> texts) {
        var places = new ArrayList<Integer>();
        var others = new ArrayList<Spoken>();
        for (int i = 0; i < all.size(); i++) {
            Spoken spoken = all.get(i);
            LanguageChoice choice = spoken.reading().language(decoder);
            Optional<String> other = texts.get(i).flatMap(choice::contradiction);
            if (other.isPresent()) {
                places.add(i);
                others.add(new Spoken(spoken.reading(), spoken.utterance(), other.get()));
            }
        }
        List<Optional<Decoded>> again = decode(others);
        for (int k = 0; k < places.size(); k++) {
            Stream<Decoded> both =
                    Stream.of(texts.get(places.get(k)), again.get(k)).flatMap(Optional::stream);
            texts.set(places.get(k), LanguageChoice.fittest(both));
        }
    }

    /// Reads those in doubt together with what was said before, and keeps what is surer.
    private void readTogether(List<Spoken> all, List<Optional<Decoded>> texts) {
        var places = new ArrayList<Integer>();
        var requests = new ArrayList<Request>();
        var alone = new ArrayList<Decoded>();
        for (int i = 0; i < all.size(); i++) {
            Spoken spoken = all.get(i);
            Optional<Request> together =
                    texts.get(i)
                            .filter(text -> text.averageLogProbability() < DOUBTFUL)
                            .flatMap(text -> together(spoken, text));
            if (together.isPresent()) {
                places.add(i);
                requests.add(together.get());
                alone.add(texts.get(i).orElseThrow());
            }
        }
        List<Optional<Decoded>> again =
                requests.isEmpty() ? List.of() : reader.goOn(requests, alone);
        for (int k = 0; k < places.size(); k++) {
            texts.set(places.get(k), Optional.of(surer(alone.get(k), again.get(k))));
        }
    }

    private static Decoded surer(Decoded alone, Optional<Decoded> together) {
        double least = alone.averageLogProbability() - HARDLY_LESS;
        return together.filter(text -> text.averageLogProbability() > least).orElse(alone);
    }

    private Request alone(Spoken spoken) {
        String before = spoken.reading().before(spoken.language(), decoder);
        return request(spoken.utterance(), spoken.language(), new Before(Begun.NOTHING, before));
    }

    /// Empty when nothing was said before in the language of a text.
    private Optional<Request> together(Spoken spoken, Decoded text) {
        Before before = spoken.reading().before(spoken.utterance(), text.language(), decoder);
        return before.begun().isNothing()
                ? Optional.empty()
                : Optional.of(request(spoken.utterance(), text.language(), before));
    }

    private static Request request(Utterance utterance, String language, Before before) {
        return new Request(
                utterance.samples(),
                UtteranceReader.careful(language, before.prompt()).withWords(),
                utterance.voicedMillis(),
                before.begun());
    }
}
