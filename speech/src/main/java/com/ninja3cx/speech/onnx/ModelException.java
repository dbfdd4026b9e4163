package com.ninja3cx.speech.onnx;

/// The built model cannot be written, read or run. The message says what happened and what to do.
public final class ModelException extends RuntimeException {

    /// Which part failed.
    public enum Code {
        /// The folder of the model does not take the built files.
        CANNOT_WRITE,
        /// ONNX Runtime refused the model.
        CANNOT_LOAD,
        /// ONNX Runtime failed while running it.
        CANNOT_RUN
    }

    private final Code code;

    ModelException(Code code, String message, Throwable cause) {
        super(code + " " + message, cause);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
