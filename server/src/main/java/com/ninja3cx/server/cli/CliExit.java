package com.ninja3cx.server.cli;

import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.speech.Wording;
import com.ninja3cx.speech.whisper.WindowDecoder;

/// Exit codes of the commands that read sound, and the end of a decoder.
final class CliExit {

    static final int OK = 0;
    static final int FAILED = 1;
    static final int CUT_SHORT = 3;
    static final int UNREADABLE = 4;
    static final int NO_MODEL = 5;
    static final int NO_FFMPEG = 6;

    private CliExit() {}

    static Words words(Wording wording) {
        return new Words(wording.french(), wording.english());
    }

    /// The files of a model are there, but damaged or of another kind, or cannot be prepared.
    static Words unusable(String model, RuntimeException broken) {
        String why = String.valueOf(broken.getMessage());
        return new Words(
                "Le modèle %s ne peut pas être utilisé : %s".formatted(model, why),
                "The model %s cannot be used: %s".formatted(model, why));
    }

    static void close(WindowDecoder decoder) {
        if (decoder instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception leaving) {
                throw new IllegalStateException("the model did not close", leaving);
            }
        }
    }
}
