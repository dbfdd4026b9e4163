package com.ninja3cx.bench;

import com.ninja3cx.speech.Wording;
import java.io.IOException;
import java.io.Serial;

/// Something that a measurement needs failed; the wording says what, why and what to do.
public final class CannotMeasure extends IOException {

    @Serial private static final long serialVersionUID = 1;

    private final transient Wording wording;

    public CannotMeasure(Wording wording) {
        super(wording.english());
        this.wording = wording;
    }

    public CannotMeasure(Wording wording, Throwable cause) {
        super(wording.english(), cause);
        this.wording = wording;
    }

    public Wording wording() {
        return wording;
    }
}
