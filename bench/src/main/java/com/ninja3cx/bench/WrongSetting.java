package com.ninja3cx.bench;

import com.ninja3cx.speech.Wording;
import java.io.Serial;

/// A setting of the environment has a value that cannot be used.
public final class WrongSetting extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    private final transient Wording wording;

    WrongSetting(Wording wording) {
        super(wording.english());
        this.wording = wording;
    }

    public Wording wording() {
        return wording;
    }
}
