package com.ninja3cx.bench.peers;

import java.util.ArrayList;
import java.util.List;

/// The comparison for a person at a terminal.
final class PeersTable {

    private PeersTable() {}

    static String of(PeersReport report) {
        var lines = new ArrayList<String>();
        lines.add(
                "%s, %s, %s, %d cores; whole calls, %.0f s"
                        .formatted(
                                report.model(),
                                report.band(),
                                report.language(),
                                report.cores(),
                                report.audioSeconds()));
        for (PeersReport.Whole whole : report.whole()) {
            lines.add(
                    "  %-18s WER fr %s en %s   CPU %6.1f s  wall %6.1f s  %d MiB"
                            .formatted(
                                    whole.name(),
                                    whole.wer().get("fr"),
                                    whole.wer().get("en"),
                                    whole.cpuSeconds(),
                                    whole.wallSeconds(),
                                    whole.peakRssMb()));
        }
        lines.add("%s, live: words behind, ms".formatted(report.liveCall()));
        for (PeersReport.Live live : report.live()) {
            lines.add(
                    "  %-18s mean %d  p50 %s  p95 %s  worst %d   WER %.4f  CPU %.1f s"
                            .formatted(
                                    live.name(),
                                    live.meanLagMs(),
                                    live.lagMs().p50(),
                                    live.lagMs().p95(),
                                    live.worstLagMs(),
                                    live.wer(),
                                    live.cpuSeconds()));
        }
        return String.join(System.lineSeparator(), List.copyOf(lines));
    }
}
