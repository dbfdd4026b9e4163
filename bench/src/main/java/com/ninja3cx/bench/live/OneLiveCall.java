package com.ninja3cx.bench.live;

import com.ninja3cx.bench.CannotMeasure;
import com.ninja3cx.bench.Engine;
import com.ninja3cx.bench.calls.Band;
import com.ninja3cx.bench.calls.ReferenceCall;
import com.ninja3cx.bench.measure.Slope;
import com.ninja3cx.bench.measure.WallClock;
import com.ninja3cx.protocol.Channel;
import com.ninja3cx.simulator.score.WordErrorRate;
import com.ninja3cx.speech.Wording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A single call followed as it is spoken, both channels, without a revision.
public final class OneLiveCall {

    private OneLiveCall() {}

    /// @param lags milliseconds for every word that was heard right
    public record Heard(WordErrorRate errors, List<Long> lags, double cpuSeconds, long peakRssMb) {}

    public static Heard follow(
            Engine engine,
            ReferenceCall call,
            Band band,
            Optional<String> language,
            Consumer<String> doing)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("bench-call-");
        Path sound = folder.resolve(call.sound().getFileName());
        Path script = folder.resolve(call.name() + ".json");
        try {
            Files.copy(call.sound(), sound);
            Files.copy(call.sound().resolveSibling(call.name() + ".json"), script);
            var options =
                    new LiveOptions(
                            1, folder, 0, Ends.SPREAD, band, language, 1, false, Optional.empty());
            try (GeneratorProcess generator = GeneratorProcess.start(options)) {
                var clock = new WallClock(InstantSource.system());
                var heard = new ArrayList<HeardCall>();
                LiveRun.Heard run =
                        new LiveRun(engine.speech(), options, ReferenceCall.in(folder), clock)
                                .play(
                                        generator,
                                        moment ->
                                                doing.accept(
                                                        "%s %d s"
                                                                .formatted(
                                                                        call.name(),
                                                                        moment.seconds())),
                                        heard::add);
                @Nullable Wording failure = run.failed().first();
                if (failure != null) {
                    throw new CannotMeasure(failure);
                }
                return score(heard, run);
            }
        } finally {
            Files.deleteIfExists(sound);
            Files.deleteIfExists(script);
            Files.delete(folder);
        }
    }

    private static Heard score(List<HeardCall> calls, LiveRun.Heard run) {
        var lags = new ArrayList<Long>();
        WordErrorRate errors = WordErrorRate.NOTHING;
        for (HeardCall call : calls) {
            for (Channel channel : Channel.values()) {
                ChannelScore score = ChannelScore.of(call, channel);
                errors = errors.plus(score.errors());
                score.partialLags().stream().map(Slope.Point::value).forEach(lags::add);
            }
        }
        return new Heard(errors, lags, run.cpuMicros() / 1e6, run.peakMegabytes());
    }
}
