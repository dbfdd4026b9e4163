package com.ninja3cx.speech;

import com.ninja3cx.speech.live.SpeechModels;
import com.ninja3cx.speech.live.StoredModels;
import com.ninja3cx.speech.models.ModelStore;
import com.ninja3cx.speech.models.Sources;
import com.ninja3cx.speech.vad.VoiceActivity;
import com.ninja3cx.speech.whisper.Decoded;
import com.ninja3cx.speech.whisper.WindowDecoder;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The real models, fetched if they are missing and loaded once for all tests of this process.
public final class RealModels implements SpeechModels {

    private static final class Loaded {
        private static final VoiceActivity VOICE;
        private static final WindowDecoder WORDS;

        static {
            try {
                var store =
                        new ModelStore(
                                ModelStore.root(System.getenv()), Sources.of(System.getenv()));
                var models =
                        new StoredModels(store, "base", Runtime.getRuntime().availableProcessors());
                VOICE = models.voiceActivity(doing -> {});
                WORDS = models.decoder(doing -> {});
            } catch (NotReady | InterruptedException missing) {
                throw new IllegalStateException(missing);
            }
        }
    }

    public static VoiceActivity voice() {
        return Loaded.VOICE;
    }

    public static WindowDecoder words() {
        return Loaded.WORDS;
    }

    /// Closing what an engine under test was given leaves the shared models open.
    @Override
    public VoiceActivity voiceActivity(Consumer<Wording> doing) {
        return new VoiceActivity() {
            @Override
            public float probability(float[] samples, int offset, Memory memory) {
                return voice().probability(samples, offset, memory);
            }

            @Override
            public Memory newMemory() {
                return voice().newMemory();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public WindowDecoder decoder(Consumer<Wording> doing) {
        return new WindowDecoder() {
            @Override
            public List<Decoded> decode(List<Window> windows) {
                return words().decode(windows);
            }

            @Override
            public Map<String, Double> languages(float[] samples, double leastSeconds) {
                return words().languages(samples, leastSeconds);
            }
        };
    }

    @Override
    public String name() {
        return "base";
    }
}
