package com.ninja3cx.speech.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import com.ninja3cx.speech.live.SpeechModels.NotReady;
import com.ninja3cx.speech.live.StoredModels;
import com.ninja3cx.speech.models.ModelStore;
import com.ninja3cx.speech.models.Sources;
import com.ninja3cx.speech.weights.TinyModel;
import com.ninja3cx.speech.weights.TinyModel.Numbers;
import com.ninja3cx.speech.whisper.WhisperModel;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// About 2 s.
class DeviceTest {

    @TempDir Path folder;

    @Test
    void whatTheRuntimeOffersMayBeAskedFor() {
        assertThatCode(() -> Device.CUDA.require(EnumSet.of(OrtProvider.CPU, OrtProvider.CUDA)))
                .doesNotThrowAnyException();
        assertThatCode(() -> Device.CPU.require(EnumSet.noneOf(OrtProvider.class)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Device.CUDA.require(EnumSet.of(OrtProvider.CPU)))
                .isInstanceOf(DeviceUnavailable.class);
    }

    @Test
    void aModelOnACardThatTheBuildDoesNotKnowSaysWhatToInstall() throws Exception {
        assumeThat(OrtEnvironment.getAvailableProviders()).doesNotContain(OrtProvider.CUDA);
        Path files = new TinyModel(3).writeCTranslate2(folder, Numbers.INT8);

        assertThatThrownBy(() -> WhisperModel.open(files, 1, Device.CUDA, Progress.NONE).close())
                .isInstanceOf(DeviceUnavailable.class)
                .hasMessageContaining("onnxruntime_gpu")
                .hasMessageContaining("-Pcuda")
                .hasMessageContaining("WHISPER_DEVICE=cpu");
        WhisperModel.open(files, 1, Device.CPU, Progress.NONE).close();
    }

    @Test
    void theEngineSaysSoInBothLanguagesBeforeItFetchesAnything() {
        assumeThat(OrtEnvironment.getAvailableProviders()).doesNotContain(OrtProvider.CUDA);
        var nowhere = URI.create("http://127.0.0.1:9");
        var models =
                new StoredModels(
                        new ModelStore(folder, Sources.at(nowhere, nowhere)),
                        "base",
                        1,
                        Device.CUDA);

        assertThatThrownBy(() -> models.decoder(doing -> {}))
                .isInstanceOfSatisfying(
                        NotReady.class,
                        refused -> {
                            assertThat(refused.wording().french())
                                    .contains("Reconstruisez", "onnxruntime_gpu");
                            assertThat(refused.wording().english())
                                    .contains("Build again", "onnxruntime_gpu");
                        });
    }
}
