package com.ninja3cx.speech.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.ninja3cx.speech.weights.TinyModel;
import com.ninja3cx.speech.weights.TinyModel.Numbers;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is tried at run time is what the processor promises, here and on an emulated processor of
/// 2013. The emulator (`qemu-user`) is used where it is installed.
class EightBitProductsTest {

    private static final Path EMULATOR = Path.of("/usr/bin/qemu-x86_64");

    @TempDir Path folder;

    @Test
    void processorsWithInstructionsForItAddUpExactly() throws IOException {
        assumeThat(Path.of("/proc/cpuinfo")).exists();
        Set<String> flags = flags();
        assumeThat(flags).contains("avx2");

        boolean instructions = flags.contains("avx512_vnni") || flags.contains("avx_vnni");
        assertThat(EightBitProducts.saturate()).isEqualTo(!instructions);
        assertThat(Quantizer.forThisMachine().steps()).isEqualTo(instructions ? 127 : 63);
    }

    @Test
    void aProcessorWithoutThemGetsSmallerWeightsAndAddsThemUpAsExactly() throws Exception {
        assumeThat(EMULATOR).exists();
        assumeThat(System.getProperty("os.arch").toLowerCase(Locale.ROOT)).isEqualTo("amd64");
        Path model = new TinyModel(3).writeCTranslate2(folder.resolve("here"), Numbers.INT8);
        Path same = new TinyModel(3).writeCTranslate2(folder.resolve("there"), Numbers.INT8);

        List<String> said = emulated(same);
        List<Float> here = new ArrayList<>();
        for (float value : hear(model, new Quantizer(63))) {
            here.add(value);
        }

        assertThat(said.getFirst()).isEqualTo("steps 63");
        List<Float> there = said.stream().skip(1).map(Float::valueOf).toList();
        assertThat(there).hasSameSizeAs(here);
        double off = 0;
        double size = 0;
        for (int i = 0; i < here.size(); i++) {
            off += Math.pow(there.get(i) - here.get(i), 2);
            size += Math.pow(here.get(i), 2);
        }
        assertThat(Math.sqrt(off / size)).isCloseTo(0, Offset.offset(0.01));
    }

    private List<String> emulated(Path model) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                EMULATOR.toString(),
                                "-cpu",
                                "Haswell",
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                OldProcessor.class.getName(),
                                model.toString())
                        .directory(new File(folder.toString()))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.lines().filter(line -> line.matches("steps \\d+|-?[\\d.]+(E-?\\d+)?")).toList();
    }

    private static float[] hear(Path files, Quantizer quantizer) throws IOException {
        int steps = 50;
        float[] mel = Encoded8Bits.noise(TinyModel.MEL_BINS, steps);
        return Encoded8Bits.hear(files, quantizer, mel, Layout.plain(steps));
    }

    private static Set<String> flags() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .map(line -> Set.of(line.substring(line.indexOf(':') + 1).trim().split("\\s+")))
                    .orElse(Set.of());
        }
    }

    /// Says which weights it chose and what it heard with them.
    static final class OldProcessor {

        private OldProcessor() {}

        public static void main(String[] args) throws IOException {
            Quantizer chosen = Quantizer.forThisMachine();
            System.out.println("steps " + chosen.steps());
            for (float value : hear(Path.of(args[0]), chosen)) {
                System.out.println(value);
            }
        }
    }
}
