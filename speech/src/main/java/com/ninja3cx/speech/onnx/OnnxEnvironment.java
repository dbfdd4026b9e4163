package com.ninja3cx.speech.onnx;

import ai.onnxruntime.OrtEnvironment;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// The one ONNX Runtime environment of the process.
///
/// When it is made, ONNX Runtime 1.29 matches the process's command line with a regular expression
/// that calls itself for every character: some thousand characters (a long class path) overflow an
/// ordinary stack, which ends the process without a word. So it is made on a thread with room.
public final class OnnxEnvironment {

    /// Only what is touched of it costs memory.
    private static final long STACK_BYTES = 64L << 20;

    private OnnxEnvironment() {}

    /// @throws LinkageError when the native library does not fit this machine
    public static OrtEnvironment get() {
        var made = new CompletableFuture<OrtEnvironment>();
        Runnable make =
                () -> {
                    try {
                        OrtEnvironment environment = OrtEnvironment.getEnvironment();
                        EnvironmentHold.take();
                        made.complete(environment);
                    } catch (RuntimeException | LinkageError e) {
                        made.completeExceptionally(e);
                    }
                };
        new Thread(null, make, "onnx environment", STACK_BYTES).start();
        try {
            return made.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case LinkageError unfit -> throw unfit;
                case RuntimeException failed -> throw failed;
                case null, default -> throw e;
            }
        }
    }
}
