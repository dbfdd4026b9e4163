package com.ninja3cx.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What all processes of the machine together spend: a measurement beside other work is worth
/// little, and says so.
public final class Machine {

    /// `/proc/stat` counts hundredths of a second on every Linux we know.
    private static final double TICKS_PER_SECOND = 100;

    private static final int IDLE = 4;
    private static final int WAITING = 5;
    private static final int GUEST = 9;

    private Machine() {}

    /// Processor seconds spent since the machine started, by everybody; 0 where the system does not
    /// tell.
    public static double busySeconds() {
        try (var lines = Files.lines(Path.of("/proc/stat"))) {
            String[] counts = lines.findFirst().orElse("").strip().split("\\s+");
            // Guests are counted as users already.
            double ticks = 0;
            for (int i = 1; i < Math.min(counts.length, GUEST); i++) {
                ticks += i == IDLE || i == WAITING ? 0 : Long.parseLong(counts[i]);
            }
            return ticks / TICKS_PER_SECOND;
        } catch (IOException notLinux) {
            return 0;
        }
    }
}
