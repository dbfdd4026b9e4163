package com.ninja3cx.bench.harvest;

import com.ninja3cx.bench.HeldBack;
import com.ninja3cx.simulator.sounds.WordlessSound;
import com.ninja3cx.speech.LiveStream;
import com.ninja3cx.speech.RecognizerEvent;
import com.ninja3cx.speech.RevisionStream;
import com.ninja3cx.speech.Speech;
import com.ninja3cx.speech.StreamOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/// Gives wordless sound to the product, live and as a revision, and collects what it says.
final class ProductHarvest {

    private final Speech speech;
    private final Optional<String> language;
    private final Queue<HarvestReport.Given> given = new ConcurrentLinkedQueue<>();

    /// @param language empty = found out from the sound
    ProductHarvest(Speech speech, Optional<String> language) {
        this.speech = speech;
        this.language = language;
    }

    /// Plays each sound for so many seconds, as fast as the engine can take it.
    void play(List<WordlessSound> sounds, int seconds, Consumer<String> doing)
            throws InterruptedException {
        for (WordlessSound sound : sounds) {
            var ended = new CountDownLatch(1);
            try (LiveStream live =
                            speech.open(
                                    StreamOptions.fromStart(language),
                                    event -> hear(sound, event, ended));
                    RevisionStream revision =
                            speech.revise(
                                    language,
                                    segment ->
                                            given.add(
                                                    new HarvestReport.Given(
                                                            sound.name(),
                                                            "revision",
                                                            segment.startMillis(),
                                                            segment.text())))) {
                // A minute at a time, each another variant, so that an hour needs no hour's memory.
                for (int second = 0; second < seconds; second += 60) {
                    doing.accept("%s %d s".formatted(sound.name(), second));
                    float[] minute = sound.play(Math.min(60, seconds - second), second);
                    for (int from = 0; from < minute.length; from += WordlessSound.RATE) {
                        float[] piece = Arrays.copyOfRange(minute, from, from + WordlessSound.RATE);
                        HeldBack.await(live);
                        live.accept(piece);
                        revision.accept(piece);
                    }
                }
                live.finish();
                revision.finish();
                ended.await();
            }
        }
    }

    List<HarvestReport.Given> given() {
        return List.copyOf(given);
    }

    private void hear(WordlessSound sound, RecognizerEvent event, CountDownLatch ended) {
        switch (event) {
            case RecognizerEvent.Final text ->
                    given.add(
                            new HarvestReport.Given(
                                    sound.name(), "live", text.startMillis(), text.text()));
            case RecognizerEvent.Partial partial ->
                    given.add(
                            new HarvestReport.Given(
                                    sound.name(),
                                    "partial",
                                    partial.startMillis(),
                                    partial.text()));
            case RecognizerEvent.Ended end -> ended.countDown();
            case RecognizerEvent.Dropped dropped -> {}
            case RecognizerEvent.Committed mark -> {}
        }
    }
}
