package com.ninja3cx.speech.models;

import com.ninja3cx.speech.Wording;
import java.io.Serial;

/// A model cannot be had. The wording says what was tried and the one command that helps.
public final class ModelUnavailable extends Exception {

    @Serial private static final long serialVersionUID = 1;

    /// Why, for programs.
    public enum Code {
        UNKNOWN_NAME,
        UNREACHABLE,
        CORRUPT,
        DISK_FULL,
        CANNOT_WRITE,
        BUSY
    }

    private final Code code;
    private final transient Wording wording;

    ModelUnavailable(Code code, Wording wording) {
        super(wording.english());
        this.code = code;
        this.wording = wording;
    }

    public Code code() {
        return code;
    }

    public Wording wording() {
        return wording;
    }
}
