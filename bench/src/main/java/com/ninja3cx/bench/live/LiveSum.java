package com.ninja3cx.bench.live;

import com.ninja3cx.bench.measure.Percentiles;
import com.ninja3cx.bench.measure.Rates;
import com.ninja3cx.bench.measure.Rounded;
import com.ninja3cx.bench.measure.Slope;
import com.ninja3cx.protocol.Channel;
import com.ninja3cx.simulator.score.WordErrorRate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Adds up what was heard in all calls of a run.
final class LiveSum {

    private final LiveOptions options;
    private final LiveRun.Heard heard;
    private final Rates rates = new Rates();
    private final Rates revisedRates = new Rates();
    private final List<Slope.Point> lags = new ArrayList<>();
    private final List<Slope.Point> latencies = new ArrayList<>();
    private final List<Long> tails = new ArrayList<>();
    private final Map<String, Map<String, String>> firstTexts = new HashMap<>();
    private final List<LiveReport.Play> plays = new ArrayList<>();
    private int missing;
    private int silentTurns;
    private int repeated;
    private int broken;
    private int different;
    private int refused;
    private int aligned;
    private int shared;

    LiveSum(LiveOptions options, LiveRun.Heard heard) {
        this.options = options;
        this.heard = heard;
        heard.calls().stream().sorted(Comparator.comparingInt(HeardCall::play)).forEach(this::add);
    }

    LiveReport report(String model) {
        double wallSeconds = heard.wallMicros() / 1e6;
        @Nullable Slope slope = Slope.of(fullLoad());
        return new LiveReport(
                options.calls(),
                rates.rounded(),
                Percentiles.of(lags.stream().map(Slope.Point::value).toList()),
                Percentiles.of(latencies.stream().map(Slope.Point::value).toList()),
                missing + (int) heard.busiest().failures(),
                repeated,
                Rounded.to(3, heard.cpuMicros() / 1e6 / wallSeconds),
                Rounded.to(3, heard.generator().cpuMicros() / 1e6 / wallSeconds),
                Rounded.to(3, others(wallSeconds)),
                heard.peakMegabytes(),
                slope == null ? null : Rounded.to(1, slope.perMinute()),
                slope == null ? null : Rounded.to(1, slope.error()),
                heard.idleMegabytes(),
                Rounded.to(1, wallSeconds),
                options.band().name().toLowerCase(Locale.ROOT),
                options.language().orElse("auto"),
                model,
                options.pace(),
                plays.size(),
                silentTurns,
                broken,
                different,
                refused,
                heard.generator().worstLateMicros() / 1_000,
                new LiveReport.WordTimes(aligned, shared),
                heard.busiest(),
                options.revision()
                        ? new LiveReport.Revision(revisedRates.rounded(), Percentiles.of(tails))
                        : null,
                plays);
    }

    private double others(double wallSeconds) {
        double ours = (heard.cpuMicros() + heard.generator().cpuMicros()) / 1e6;
        return Math.max(0, heard.machineSeconds() - ours) / wallSeconds;
    }

    /// For a plot: how late each word came, over the run.
    List<Slope.Point> wordsOverTime() {
        return overTime(lags);
    }

    /// The same for final texts.
    List<Slope.Point> finalsOverTime() {
        return overTime(latencies);
    }

    private List<Slope.Point> overTime(List<Slope.Point> points) {
        long began = heard.beganMicros() / 1_000;
        return points.stream()
                .map(point -> new Slope.Point(point.at() - began, point.value()))
                .toList();
    }

    /// The first seconds, while lines still join, would look like growing lag.
    private List<Slope.Point> fullLoad() {
        long from =
                heard.calls().stream()
                        .filter(call -> call.play() < options.calls())
                        .mapToLong(call -> call.startMicros() / 1_000)
                        .max()
                        .orElse(0);
        return lags.stream()
                .filter(point -> point.at() >= from)
                .map(point -> new Slope.Point(point.at() - from, point.value()))
                .toList();
    }

    private void add(HeardCall call) {
        String language = call.reference().script().language();
        var texts = new LinkedHashMap<String, String>();
        WordErrorRate errors = WordErrorRate.NOTHING;
        for (Channel channel : Channel.values()) {
            ChannelScore score = ChannelScore.of(call, channel);
            errors = errors.plus(score.errors());
            texts.put(name(channel), score.text());
            lags.addAll(score.partialLags());
            latencies.addAll(score.finalLatencies());
            missing += score.missing();
            silentTurns += score.silentTurns();
            repeated += score.repeated();
            broken += score.brokenPromises();
            refused += call.channel(channel).refused() ? 1 : 0;
            aligned += score.alignedWords();
            shared += score.sharedWords();
        }
        rates.add(language, errors);
        plays.add(
                new LiveReport.Play(
                        call.play(),
                        call.reference().name(),
                        call.whole(),
                        Rounded.to(1, (call.startMicros() - heard.beganMicros()) / 1e6),
                        errors.errors(),
                        errors.words(),
                        texts,
                        options.revision() ? revised(call, language) : null));
        if (call.whole()) {
            @Nullable Map<String, String> first =
                    firstTexts.putIfAbsent(call.reference().name(), texts);
            different += first == null || first.equals(texts) ? 0 : 1;
        }
    }

    private Map<String, String> revised(HeardCall call, String language) {
        var texts = new LinkedHashMap<String, String>();
        long done = call.endMicros();
        for (Channel channel : Channel.values()) {
            @Nullable RevisedChannel revised = call.channel(channel).revised();
            if (revised != null) {
                RevisedChannel.Result result = revised.result().join();
                texts.put(name(channel), result.text());
                done = Math.max(done, result.doneMicros());
                revisedRates.add(language, ChannelScore.errors(call, channel, result.text()));
            }
        }
        tails.add((done - call.endMicros()) / 1_000);
        return texts;
    }

    private static String name(Channel channel) {
        return switch (channel) {
            case MICROPHONE -> "agent";
            case SPEAKER -> "caller";
        };
    }
}
