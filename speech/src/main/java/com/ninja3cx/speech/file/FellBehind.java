package com.ninja3cx.speech.file;

import com.ninja3cx.speech.Wording;
import java.io.Serial;

/// A recording was played for longer than the machine could follow; the wording says what to do.
public final class FellBehind extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    private static final Wording WORDING =
            new Wording(
                    "La machine ne suit pas : plus de dix minutes de son attendent d'être lues."
                            + " Prenez un modèle plus petit (--model tiny), arrêtez ce qui occupe"
                            + " la machine, ou lisez sans --live.",
                    "The machine cannot follow: more than ten minutes of sound wait to be read."
                            + " Take a smaller model (--model tiny), stop what keeps the machine"
                            + " busy, or read without --live.");

    FellBehind(Throwable cause) {
        super(WORDING.english(), cause);
    }

    public Wording wording() {
        return WORDING;
    }
}
