package com.ninja3cx.speech.live;

import com.ninja3cx.speech.Wording;
import com.ninja3cx.speech.vad.VoiceActivity;
import com.ninja3cx.speech.whisper.WindowDecoder;
import java.io.Serial;
import java.util.function.Consumer;

/// Where the engine gets its two models from. Both methods may take minutes and say meanwhile what
/// they do; what they give is closed by the engine if it can be.
public interface SpeechModels {

    VoiceActivity voiceActivity(Consumer<Wording> doing) throws NotReady, InterruptedException;

    WindowDecoder decoder(Consumer<Wording> doing) throws NotReady, InterruptedException;

    /// As shown to people, e.g. `base`.
    String name();

    /// A model cannot be had now.
    final class NotReady extends Exception {

        @Serial private static final long serialVersionUID = 1;

        private final transient Wording wording;

        public NotReady(Wording wording) {
            super(wording.english());
            this.wording = wording;
        }

        public Wording wording() {
            return wording;
        }
    }
}
