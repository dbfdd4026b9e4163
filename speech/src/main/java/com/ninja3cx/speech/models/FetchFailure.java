package com.ninja3cx.speech.models;

import com.ninja3cx.speech.Wording;
import java.io.IOException;
import java.io.Serial;

/// One source did not give a file; the message says why in a few words, for the list of what was
/// tried.
final class FetchFailure extends IOException {

    @Serial private static final long serialVersionUID = 1;

    /// What kind of trouble: only some of it makes another source worth a try.
    enum Kind {
        UNREACHABLE,
        NOT_THERE,
        CORRUPT,
        DISK_FULL
    }

    private final Kind kind;
    private final transient Wording wording;

    FetchFailure(Kind kind, String french, String english) {
        super(english);
        this.kind = kind;
        this.wording = new Wording(french, english);
    }

    Wording wording() {
        return wording;
    }

    Kind kind() {
        return kind;
    }
}
