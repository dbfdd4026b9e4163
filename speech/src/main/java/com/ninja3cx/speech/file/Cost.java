package com.ninja3cx.speech.file;

import com.ninja3cx.speech.file.Transcription.Stats;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Measures what this process spends from a moment on.
final class Cost {

    private final long wall = System.nanoTime();
    private final Duration cpu = cpuTime();

    Stats after(double audioSeconds) {
        return new Stats(
                hundredths(audioSeconds),
                hundredths((System.nanoTime() - wall) / 1e9),
                hundredths(cpuTime().minus(cpu).toMillis() / 1000.0),
                peakMegabytes());
    }

    private static double hundredths(double seconds) {
        return Math.round(seconds * 100) / 100.0;
    }

    private static Duration cpuTime() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean system
                ? Duration.ofNanos(system.getProcessCpuTime())
                : Duration.ZERO;
    }

    /// The kernel's own record; where there is none (not Linux) what Java has reserved.
    private static long peakMegabytes() {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException notLinux) {
            return Runtime.getRuntime().totalMemory() >> 20;
        }
    }
}
