package com.ninja3cx.bench.live;

import com.ninja3cx.bench.measure.Memory;
import com.ninja3cx.bench.measure.Percentiles;
import com.ninja3cx.bench.measure.Rates;
import com.ninja3cx.bench.measure.Rounded;
import com.ninja3cx.bench.measure.Slope;
import com.ninja3cx.bench.measure.Trend;
import com.ninja3cx.protocol.Channel;
import com.ninja3cx.simulator.score.WordErrorRate;
import com.ninja3cx.speech.Wording;
import com.ninja3cx.speech.onnx.Device;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Adds up what was heard in all calls of a run, call by call.
final class LiveSum implements Consumer<HeardCall> {

    private final LiveOptions options;
    private final Rates rates = new Rates();
    private final Rates revisedRates = new Rates();
    private final List<Slope.Point> lags = new ArrayList<>();
    private final List<WordStory> words = new ArrayList<>();
    private final List<Slope.Point> latencies = new ArrayList<>();
    private final List<Tail> tails = new ArrayList<>();
    private final Map<Integer, Long> begins = new HashMap<>();
    private final Map<Integer, Long> ends = new HashMap<>();
    private final Map<String, Map<String, String>> firstTexts = new HashMap<>();
    private final Map<String, Map<String, String>> firstRevised = new HashMap<>();
    private final List<LiveReport.Play> plays = new ArrayList<>();
    private int missing;
    private int silentTurns;
    private int repeated;
    private int promises;
    private int broken;
    private int different;
    private int refused;
    private int aligned;
    private int shared;

    /// What was left to be read of a call when it ended.
    private record Tail(int line, long endMicros, long millis) {}

    LiveSum(LiveOptions options) {
        this.options = options;
    }

    LiveReport report(String model, Device device, LiveRun.Heard heard) {
        double wallSeconds = heard.wallMicros() / 1e6;
        @Nullable Wording failure = heard.failed().first();
        @Nullable Slope slope = Slope.of(fullLoad(lags));
        return new LiveReport(
                options.calls(),
                rates.rounded(),
                Percentiles.of(lags.stream().map(Slope.Point::value).toList()),
                Percentiles.of(latencies.stream().map(Slope.Point::value).toList()),
                missing + (int) heard.busiest().failures(),
                repeated,
                Rounded.to(3, heard.cpuMicros() / 1e6 / wallSeconds),
                Rounded.to(3, heard.generator().cpuMicros() / 1e6 / wallSeconds),
                Rounded.to(3, others(heard, wallSeconds)),
                heard.peakMegabytes(),
                slope == null ? null : Rounded.to(1, slope.perMinute()),
                slope == null ? null : Rounded.to(1, slope.error()),
                Trend.of(Slope.of(fullLoad(latencies)), 1),
                Memory.of(fullLoad(heard.memory())),
                heard.idleMegabytes(),
                Rounded.to(1, wallSeconds),
                options.band().name().toLowerCase(Locale.ROOT),
                options.language().orElse("auto"),
                model,
                device.name().toLowerCase(Locale.ROOT),
                options.pace(),
                plays.size(),
                heard.failed().calls(),
                failure == null ? null : failure.english(),
                silentTurns,
                promises,
                broken,
                different,
                refused,
                heard.generator().worstLateMicros() / 1_000,
                new LiveReport.WordTimes(aligned, shared),
                Lateness.of(words),
                heard.busiest(),
                options.revision() ? revision() : null,
                plays.stream()
                        .sorted(Comparator.comparingInt(LiveReport.Play::play))
                        .map(play -> play.since(heard.beganMicros() / 1e6))
                        .toList());
    }

    private LiveReport.Revision revision() {
        var during = new ArrayList<Long>();
        var atEnd = new ArrayList<Long>();
        for (Tail tail : tails) {
            boolean last = tail.endMicros == Objects.requireNonNull(ends.get(tail.line));
            (last ? atEnd : during).add(tail.millis);
        }
        return new LiveReport.Revision(
                revisedRates.rounded(),
                Percentiles.of(tails.stream().map(Tail::millis).toList()),
                Percentiles.of(during),
                Percentiles.of(atEnd),
                options.seconds() == 0 ? "whole" : options.ends().name().toLowerCase(Locale.ROOT));
    }

    private static double others(LiveRun.Heard heard, double wallSeconds) {
        double ours = (heard.cpuMicros() + heard.generator().cpuMicros()) / 1e6;
        return Math.max(0, heard.machineSeconds() - ours) / wallSeconds;
    }

    /// For a plot: how late each word came, over the run.
    List<Slope.Point> wordsOverTime(LiveRun.Heard heard) {
        return overTime(lags, heard);
    }

    /// The same for final texts.
    List<Slope.Point> finalsOverTime(LiveRun.Heard heard) {
        return overTime(latencies, heard);
    }

    private List<Slope.Point> overTime(List<Slope.Point> points, LiveRun.Heard heard) {
        long began = heard.beganMicros() / 1_000;
        return points.stream()
                .map(point -> new Slope.Point(point.at() - began, point.value()))
                .toList();
    }

    /// What lies between the moment at which the last line began and that at which the first hung
    /// up: lines that join would look like growing lag.
    private List<Slope.Point> fullLoad(List<Slope.Point> points) {
        long from = begins.values().stream().mapToLong(micros -> micros / 1_000).max().orElse(0);
        long to = ends.values().stream().mapToLong(micros -> micros / 1_000).min().orElse(0);
        return points.stream()
                .filter(point -> point.at() >= from && point.at() <= to)
                .map(point -> new Slope.Point(point.at() - from, point.value()))
                .toList();
    }

    /// Takes a call of which everything is heard and read.
    @Override
    public void accept(HeardCall call) {
        begins.merge(call.line(), call.startMicros(), Math::min);
        ends.merge(call.line(), call.endMicros(), Math::max);
        String language = call.reference().script().language();
        var texts = new LinkedHashMap<String, String>();
        WordErrorRate errors = WordErrorRate.NOTHING;
        for (Channel channel : Channel.values()) {
            ChannelScore score = ChannelScore.of(call, channel);
            errors = errors.plus(score.errors());
            texts.put(name(channel), score.text());
            lags.addAll(score.partialLags());
            words.addAll(score.words());
            latencies.addAll(score.finalLatencies());
            missing += score.missing();
            silentTurns += score.silentTurns();
            repeated += score.repeated();
            promises += score.promises();
            broken += score.brokenPromises();
            refused += call.channel(channel).refused() ? 1 : 0;
            aligned += score.alignedWords();
            shared += score.sharedWords();
        }
        rates.add(language, errors);
        boolean known = false;
        if (call.whole()) {
            @Nullable Map<String, String> first =
                    firstTexts.putIfAbsent(call.reference().name(), texts);
            known = texts.equals(first);
            different += first == null || known ? 0 : 1;
        }
        plays.add(
                new LiveReport.Play(
                        call.play(),
                        call.reference().name(),
                        call.whole(),
                        call.startMicros() / 1e6,
                        errors.errors(),
                        errors.words(),
                        known ? null : texts,
                        options.revision() ? revised(call, language) : null));
    }

    /// Null where the text is known from another play. A reading that came to no end is left out,
    /// and the call with it from what is told of the time that readings take.
    private @Nullable Map<String, String> revised(HeardCall call, String language) {
        var texts = new LinkedHashMap<String, String>();
        long done = call.endMicros();
        for (Channel channel : Channel.values()) {
            Optional<RevisedChannel.Result> whole =
                    Optional.ofNullable(call.channel(channel).revised())
                            .flatMap(RevisedChannel::whole);
            if (whole.isPresent()) {
                String text = whole.get().text();
                texts.put(name(channel), text);
                done = Math.max(done, whole.get().doneMicros());
                revisedRates.add(language, ChannelScore.errors(call, channel, text));
            }
        }
        if (texts.size() < Channel.values().length) {
            return texts;
        }
        tails.add(new Tail(call.line(), call.endMicros(), (done - call.endMicros()) / 1_000));
        return call.whole()
                        && texts.equals(firstRevised.putIfAbsent(call.reference().name(), texts))
                ? null
                : texts;
    }

    private static String name(Channel channel) {
        return switch (channel) {
            case MICROPHONE -> "agent";
            case SPEAKER -> "caller";
        };
    }
}
