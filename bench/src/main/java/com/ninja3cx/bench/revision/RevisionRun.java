package com.ninja3cx.bench.revision;

import com.ninja3cx.bench.Engine;
import com.ninja3cx.bench.calls.Band;
import com.ninja3cx.bench.calls.Pcm;
import com.ninja3cx.bench.calls.ReferenceCall;
import com.ninja3cx.bench.measure.Rates;
import com.ninja3cx.bench.measure.Rounded;
import com.ninja3cx.protocol.Channel;
import com.ninja3cx.simulator.calls.CallSound;
import com.ninja3cx.simulator.score.WordErrorRate;
import com.ninja3cx.speech.RevisedSegment;
import com.ninja3cx.speech.RevisionStream;
import com.ninja3cx.speech.audio.Resampler;
import com.ninja3cx.speech.file.Cost;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Reads whole calls with nothing else going on.
public final class RevisionRun {

    private static final int PIECE = 16_000;

    private final Engine engine;
    private final Band band;
    private final Optional<String> language;

    public RevisionRun(Engine engine, Band band, Optional<String> language) {
        this.engine = engine;
        this.band = band;
        this.language = language;
    }

    public RevisionReport read(List<ReferenceCall> folder, Consumer<String> doing)
            throws IOException, InterruptedException {
        var rates = new Rates();
        var calls = new ArrayList<RevisionReport.Call>();
        double audio = 0;
        double wall = 0;
        double cpu = 0;
        for (ReferenceCall call : folder) {
            doing.accept(call.name());
            CallSound sound = band.carry(call.sound());
            audio += sound.millis() / 1_000.0;
            long beganCpu = Cost.cpuTime().toNanos();
            long began = System.nanoTime();
            var texts = new ArrayList<String>();
            WordErrorRate errors = WordErrorRate.NOTHING;
            for (Channel channel : Channel.values()) {
                String text = read(sound, channel);
                texts.add(text);
                errors = errors.plus(WordErrorRate.of(call.script().text(channel), text));
            }
            double spent = (Cost.cpuTime().toNanos() - beganCpu) / 1e9;
            wall += (System.nanoTime() - began) / 1e9;
            cpu += spent;
            rates.add(call.script().language(), errors);
            calls.add(
                    new RevisionReport.Call(
                            call.name(),
                            errors.errors(),
                            errors.words(),
                            Rounded.to(2, spent),
                            texts));
        }
        return new RevisionReport(
                rates.rounded(),
                Rounded.to(2, cpu),
                Rounded.to(2, wall),
                Rounded.to(1, audio),
                Rounded.to(4, cpu / audio),
                Cost.peakMegabytes(),
                band.name().toLowerCase(Locale.ROOT),
                language.orElse("auto"),
                engine.model(),
                engine.device().name().toLowerCase(Locale.ROOT),
                calls);
    }

    private String read(CallSound sound, Channel channel) throws InterruptedException {
        var segments = new ArrayList<RevisedSegment>();
        var resampler = new Resampler(sound.sampleRate());
        short[] samples = sound.of(channel);
        try (RevisionStream reading = engine.speech().revise(language, segments::add)) {
            for (int from = 0; from < samples.length; from += PIECE) {
                int to = Math.min(from + PIECE, samples.length);
                reading.accept(resampler.accept(Pcm.floats(samples, from, to)));
            }
            reading.accept(resampler.finish());
            reading.finish();
        }
        return segments.stream().map(RevisedSegment::text).collect(Collectors.joining(" "));
    }
}
