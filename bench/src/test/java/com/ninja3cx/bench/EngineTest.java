package com.ninja3cx.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ninja3cx.speech.onnx.Device;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineTest {

    @Test
    void theDeviceIsTheServersOwnSetting() {
        assertThat(Engine.device(Map.of())).isEqualTo(Device.CPU);
        assertThat(Engine.device(Map.of("WHISPER_DEVICE", "CUDA"))).isEqualTo(Device.CUDA);
        assertThatThrownBy(() -> Engine.device(Map.of("WHISPER_DEVICE", "gpu")))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContainingAll("WHISPER_DEVICE", "gpu", "cpu, cuda");
    }

    @Test
    void tooManyHotWordsAreRefusedBeforeAModelIsLoaded() {
        var settings = Map.of("WHISPER_HOTWORDS", "x".repeat(301));

        assertThatThrownBy(() -> Engine.start(settings, null, doing -> {}))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContainingAll("WHISPER_HOTWORDS", "300", "301");
    }
}
