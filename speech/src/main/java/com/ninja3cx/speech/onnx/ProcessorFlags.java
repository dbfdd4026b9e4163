package com.ninja3cx.speech.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// What the processor says it can do. Known on Linux only.
final class ProcessorFlags {

    private ProcessorFlags() {}

    static boolean anyOf(String... wanted) {
        try {
            return anyOf(Files.readAllLines(Path.of("/proc/cpuinfo")), wanted);
        } catch (IOException _) {
            return false;
        }
    }

    static boolean anyOf(List<String> cpuinfo, String... wanted) {
        return cpuinfo.stream()
                .filter(line -> line.startsWith("flags"))
                .limit(1)
                .map(
                        line ->
                                Set.copyOf(
                                        List.of(
                                                line.substring(line.indexOf(':') + 1)
                                                        .trim()
                                                        .split("\\s+"))))
                .anyMatch(flags -> Arrays.stream(wanted).anyMatch(flags::contains));
    }
}
