package com.ninja3cx.speech.audio;

import com.ninja3cx.speech.Wording;
import java.io.Serial;

/// Sound cannot be read; the wording says why and what to do.
public final class AudioUnreadable extends Exception {

    @Serial private static final long serialVersionUID = 1;

    /// Why, for programs.
    public enum Code {
        FFMPEG_MISSING,
        EMPTY,
        NOT_AUDIO,
        /// Read up to a point; what came before was given already.
        CUT_SHORT,
        SOURCE_FAILED
    }

    private final Code code;
    private final transient Wording wording;

    public AudioUnreadable(Code code, Wording wording) {
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
