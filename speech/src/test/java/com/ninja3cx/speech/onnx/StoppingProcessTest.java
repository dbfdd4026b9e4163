package com.ninja3cx.speech.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.speech.weights.TinyModel;
import com.ninja3cx.speech.weights.TinyModel.Numbers;
import com.ninja3cx.speech.whisper.DecodeOptions;
import com.ninja3cx.speech.whisper.WhisperModel;
import com.ninja3cx.speech.whisper.WindowDecoder.Window;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that stops in good order still reads what was said: the runtime must not be gone before
/// it. Played in a process of its own, as a crash would end the tests.
class StoppingProcessTest {

    private static final String READ = "read while stopping";

    /// The runtime's own shutdown hook takes a moment; all hooks begin together.
    private static final long HOOK_MILLIS = 500;

    @TempDir Path folder;

    @Test
    void wordsAreReadWhileTheProcessStops() throws Exception {
        Path model = new TinyModel(1).writeCTranslate2(folder.resolve("model"), Numbers.INT8);

        Process stopping =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:ErrorFile=" + folder.resolve("crash.log"),
                                "-cp",
                                System.getProperty("java.class.path"),
                                StoppingProcess.class.getName(),
                                model.toString())
                        .directory(new File(folder.toString()))
                        .redirectErrorStream(true)
                        .start();
        String said = new String(stopping.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(said).contains(READ);
        assertThat(stopping.waitFor()).as(said).isZero();
    }

    /// Loads a model and reads a window after the end has begun.
    static final class StoppingProcess {

        private StoppingProcess() {}

        public static void main(String[] args) {
            OnnxEnvironment.get();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> read(Path.of(args[0]))));
        }

        private static void read(Path files) {
            try {
                new CountDownLatch(1).await(HOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException never) {
                return;
            }
            var options = new DecodeOptions(Optional.of("en"), 1, "", false, 0, false);
            try (var model = WhisperModel.open(files, 1, Progress.NONE)) {
                model.decode(List.of(new Window(new float[16_000], options.withWords())));
                System.out.println(READ);
            }
        }
    }
}
