package com.ninja3cx.speech.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import java.util.Set;

/// What computes a model. CUDA needs the ONNX Runtime for NVIDIA cards, which is built in with the
/// Maven profile `cuda`; what a card cannot compute stays on the processor.
public enum Device {
    CPU,
    CUDA;

    /// Nothing happens where it can be used, as far as that is known before a model is loaded.
    ///
    /// @throws DeviceUnavailable when this build has no support for it
    public void require() {
        if (this != CPU) {
            require(OrtEnvironment.getAvailableProviders());
        }
    }

    void require(Set<OrtProvider> offered) {
        if (this == CUDA && !offered.contains(OrtProvider.CUDA)) {
            throw DeviceUnavailable.notBuiltIn();
        }
    }

    /// @throws DeviceUnavailable when this build or this machine has no support for it
    void prepare(OrtSession.SessionOptions options) {
        require();
        try {
            switch (this) {
                case CPU -> {}
                case CUDA -> options.addCUDA();
            }
        } catch (OrtException e) {
            throw DeviceUnavailable.doesNotStart(e);
        }
    }
}
