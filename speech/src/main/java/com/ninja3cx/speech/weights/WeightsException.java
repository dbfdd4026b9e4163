package com.ninja3cx.speech.weights;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A weights file that cannot be used. The message names the file, what was expected and what to
/// do.
public final class WeightsException extends RuntimeException {

    /// Why a file was refused.
    public enum Code {
        /// It cannot be opened.
        UNREADABLE,
        /// It ends before its own description of itself does.
        TRUNCATED,
        /// It is neither a CTranslate2 model nor a ggml model, or of a version not known here.
        UNKNOWN_FORMAT,
        /// It is such a file, but not of a Whisper model, or parts of the model are missing.
        NOT_WHISPER
    }

    private static final String REMEDY =
            "Delete the file and run `./ninja setup whisper` to fetch it again.";

    private final Code code;

    public WeightsException(Code code, Path file, String problem) {
        this(code, file, problem, null);
    }

    public WeightsException(Code code, Path file, String problem, @Nullable Throwable cause) {
        super(code + " " + file + ": " + problem + ". " + REMEDY, cause);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
