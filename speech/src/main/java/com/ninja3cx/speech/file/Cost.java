package com.ninja3cx.speech.file;

import com.ninja3cx.speech.file.Transcription.Stats;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Measures what this process spends from a moment on.
public final class Cost {

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

    /// Processor time of this process since its start; zero where the system does not tell.
    public static Duration cpuTime() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean system
                ? Duration.ofNanos(system.getProcessCpuTime())
                : Duration.ZERO;
    }

    /// The most memory this process ever had resident.
    public static long peakMegabytes() {
        return status("VmHWM:") / 1024;
    }

    /// The memory this process has resident now.
    public static long residentMegabytes() {
        return residentKibibytes() / 1024;
    }

    /// The same, finer.
    public static long residentKibibytes() {
        return status("VmRSS:");
    }

    /// The kernel's own record, in KiB; where there is none (not Linux) what Java has reserved.
    private static long status(String line) {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(each -> each.startsWith(line))
                    .mapToLong(each -> Long.parseLong(each.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException notLinux) {
            return Runtime.getRuntime().totalMemory() >> 10;
        }
    }
}
