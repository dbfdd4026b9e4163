package com.ninja3cx.bench.live;

import com.ninja3cx.bench.measure.Percentiles;
import com.ninja3cx.bench.measure.Trend;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The result for a person at a terminal.
final class LiveTable {

    private static final double BUSY = 0.1;

    private LiveTable() {}

    static String of(LiveReport report) {
        var lines = new ArrayList<String>();
        row(
                lines,
                "calls",
                "%d × %s, %s on %s, %s, %.0f s, %d played"
                        .formatted(
                                report.calls(),
                                report.band(),
                                report.model(),
                                report.device(),
                                report.language(),
                                report.seconds(),
                                report.plays()));
        if (report.firstFailure() != null) {
            row(
                    lines,
                    "calls that failed",
                    "%d: %s".formatted(report.failedCalls(), report.firstFailure()));
        }
        row(lines, "WER, live finals", rates(report.wer()));
        LiveReport.@Nullable Revision revision = report.revision();
        if (revision != null) {
            row(lines, "WER, revision", rates(revision.wer()));
            row(lines, "revision after the call, ms", percentiles(revision.tailMs()));
            row(lines, "  calls that end while all others go on", percentiles(revision.duringMs()));
            row(
                    lines,
                    "  the last call of each line (%s)".formatted(revision.ends()),
                    percentiles(revision.atEndMs()));
        }
        row(lines, "partial behind the words, ms", percentiles(report.partialLagMs()));
        lateness(lines, report.lateness());
        row(lines, "final after the speech, ms", percentiles(report.finalLatencyMs()));
        row(
                lines,
                "dropped / repeated / unheard turns",
                "%d / %d / %d"
                        .formatted(
                                report.droppedFinals(),
                                report.repeatedSegments(),
                                report.silentTurns()));
        row(
                lines,
                "stable words: changed / all",
                "%d / %d".formatted(report.stableWordsChanged(), report.stableWords()));
        row(lines, "texts that differ", Integer.toString(report.differentTexts()));
        row(
                lines,
                "cores: engine / generator / others",
                "%.2f / %.2f / %.2f"
                        .formatted(
                                report.cpuCores(),
                                report.generatorCpuCores(),
                                report.otherCpuCores()));
        if (report.otherCpuCores() > BUSY) {
            lines.add("the machine was busy with something else: delays are not the product's");
        }
        row(
                lines,
                "memory, MiB: idle / peak",
                "%d / %d".formatted(report.idleRssMb(), report.peakRssMb()));
        row(
                lines,
                "memory, MiB: first / last minute",
                "%d / %d".formatted(report.memory().startMb(), report.memory().endMb()));
        row(
                lines,
                "memory gained, MiB/min: all / 2nd half",
                "%s / %s"
                        .formatted(
                                trend(report.memory().growthMb()),
                                trend(report.memory().lateGrowthMb())));
        row(
                lines,
                "lag gained, ms a minute: words / finals",
                "%s / %s"
                        .formatted(
                                trend(new Trend(report.lagSlopeMsPerMin(), report.lagSlopeError())),
                                trend(report.finalLatencySlopeMs())));
        row(
                lines,
                "worst lag told / sound sent late, ms",
                "%d / %d".formatted(report.engine().worstLagMs(), report.generatorLateMs()));
        if (report.wordTimes().proportional() > 0) {
            row(
                    lines,
                    "words without measured times",
                    "%d of %d: their lags are rough"
                            .formatted(
                                    report.wordTimes().proportional(),
                                    report.wordTimes().proportional()
                                            + report.wordTimes().aligned()));
        }
        if (report.pace() != 1) {
            lines.add("played %.1f times as fast: delays mean nothing".formatted(report.pace()));
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static void lateness(List<String> lines, Lateness lateness) {
        Double right = lateness.firstRight();
        if (right == null) {
            return;
        }
        row(lines, "  words shown right at first", "%.1f %%".formatted(100 * right));
        row(lines, "  others mended after, ms", percentiles(lateness.mendedAfterMs()));
        row(lines, "  first look at a whole word after, ms", percentiles(lateness.firstLookMs()));
        row(lines, "  all words: seen at that look", causes(lateness.all()));
        row(lines, "  latest twentieth: seen at that look", causes(lateness.latest()));
    }

    private static String causes(Lateness.Causes causes) {
        return "%s  misread %s  unread %s  taken back %s"
                .formatted(
                        part(causes.look()),
                        part(causes.misread()),
                        part(causes.unread()),
                        part(causes.takenBack()));
    }

    private static String part(Lateness.Part part) {
        Double share = part.share();
        return share == null || part.words() == 0
                ? "–"
                : "%.0f %% (p95 %d)".formatted(100 * share, part.lagMs().p95());
    }

    private static String trend(Trend trend) {
        return trend.perMinute() == null
                ? "–"
                : "%+.1f ± %.1f".formatted(trend.perMinute(), trend.error());
    }

    private static void row(List<String> lines, String name, String value) {
        lines.add("%-42s %s".formatted(name, value));
    }

    private static String rates(Map<String, @Nullable Double> rates) {
        return rates.entrySet().stream()
                .filter(rate -> rate.getValue() != null)
                .map(
                        rate ->
                                "%s %.4f"
                                        .formatted(
                                                rate.getKey(),
                                                Objects.requireNonNull(rate.getValue())))
                .collect(Collectors.joining("  "));
    }

    private static String percentiles(Percentiles values) {
        return "p50 %s  p95 %s  p99 %s"
                .formatted(figure(values.p50()), figure(values.p95()), figure(values.p99()));
    }

    private static String figure(@Nullable Long value) {
        return value == null ? "–" : value.toString();
    }
}
