package com.ninja3cx.speech.onnx;

import com.ninja3cx.speech.Wording;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// The device that was asked for cannot compute here; says what to do.
public final class DeviceUnavailable extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    private final transient Wording wording;

    private DeviceUnavailable(Wording wording, @Nullable Throwable cause) {
        super(wording.english(), cause);
        this.wording = wording;
    }

    static DeviceUnavailable notBuiltIn() {
        return new DeviceUnavailable(
                new Wording(
                        "WHISPER_DEVICE=cuda : cette construction ne sait pas utiliser de carte NVIDIA."
                                + " Reconstruisez avec la bibliothèque onnxruntime_gpu : rm -rf"
                                + " dist/target/app && MAVEN_ARGS=-Pcuda ./ninja build. Sinon :"
                                + " WHISPER_DEVICE=cpu",
                        "WHISPER_DEVICE=cuda: this build cannot use an NVIDIA card. Build again with"
                                + " the library onnxruntime_gpu: rm -rf dist/target/app &&"
                                + " MAVEN_ARGS=-Pcuda ./ninja build. Otherwise: WHISPER_DEVICE=cpu"),
                null);
    }

    static DeviceUnavailable doesNotStart(Throwable cause) {
        String why = String.valueOf(cause.getMessage());
        return new DeviceUnavailable(
                new Wording(
                        "WHISPER_DEVICE=cuda : la carte NVIDIA ne répond pas (%s). Installez le pilote"
                                        .formatted(why)
                                + " NVIDIA (nvidia-smi doit montrer la carte), CUDA et cuDNN. Sinon :"
                                + " WHISPER_DEVICE=cpu",
                        "WHISPER_DEVICE=cuda: the NVIDIA card does not answer (%s). Install the"
                                        .formatted(why)
                                + " NVIDIA driver (nvidia-smi must show the card), CUDA and cuDNN."
                                + " Otherwise: WHISPER_DEVICE=cpu"),
                cause);
    }

    public Wording wording() {
        return wording;
    }
}
