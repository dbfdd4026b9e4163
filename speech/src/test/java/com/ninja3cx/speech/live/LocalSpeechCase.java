package com.ninja3cx.speech.live;

import com.ninja3cx.speech.FakeDecoder;
import com.ninja3cx.speech.LiveStream;
import com.ninja3cx.speech.Sounds;
import com.ninja3cx.speech.Speech;
import com.ninja3cx.speech.StreamOptions;
import com.ninja3cx.speech.vad.Endpointing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/// An engine whose decoder answers at once or when it is told to.
@Timeout(60)
abstract class LocalSpeechCase {

    static final Tuning TUNING =
            new Tuning(1, 2, 1, 640, 120_000, List.of("fr", "en"), Endpointing.live());

    final FakeDecoder decoder = new FakeDecoder();
    Speech speech = LocalSpeech.start(new FakeModels(decoder), TUNING, Duration.ZERO);

    @AfterEach
    void close() {
        decoder.releaseAll();
        speech.close();
    }

    void give(Heard heard, float[] sound) {
        LiveStream stream = speech.open(StreamOptions.fromStart(Optional.of("fr")), heard::add);
        stream.accept(sound);
        stream.finish();
    }

    /// Loud and silent seconds in turn.
    static float[] talk(int... seconds) {
        var parts = new float[seconds.length][];
        for (int i = 0; i < seconds.length; i++) {
            parts[i] =
                    i % 2 == 0
                            ? Sounds.noise(seconds[i], 0.3, 31L * i + seconds[i])
                            : Sounds.silence(seconds[i]);
        }
        return Sounds.join(parts);
    }
}
