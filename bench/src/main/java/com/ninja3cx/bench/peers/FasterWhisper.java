package com.ninja3cx.bench.peers;

import com.ninja3cx.bench.calls.ReferenceCall;
import com.ninja3cx.bench.measure.Rates;
import com.ninja3cx.bench.measure.Rounded;
import com.ninja3cx.protocol.Channel;
import com.ninja3cx.simulator.score.WordErrorRate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/// faster-whisper with beam 5 and its own voice filter, int8, over whole calls.
final class FasterWhisper {

    private record Read(
            List<String> texts, double cpuSeconds, double wallSeconds, long peakRssMb) {}

    private final PythonEnvironment python;
    private final Path model;
    private final int cores;
    private final String language;

    FasterWhisper(PythonEnvironment python, Path model, int cores, String language) {
        this.python = python;
        this.model = model;
        this.cores = cores;
        this.language = language;
    }

    /// @param sounds a WAV file for each call, in the same order
    PeersReport.Whole read(List<ReferenceCall> calls, List<Path> sounds, Consumer<String> doing)
            throws IOException, InterruptedException {
        var arguments =
                new ArrayList<>(List.of(model.toString(), Integer.toString(cores), language));
        sounds.forEach(sound -> arguments.add(sound.toString()));
        var reads = new ArrayList<Read>();
        python.script(
                "batch.py",
                arguments,
                line -> {
                    reads.add(JsonMapper.shared().readValue(line, Read.class));
                    doing.accept("faster-whisper %d/%d".formatted(reads.size(), calls.size()));
                });
        var rates = new Rates();
        var errors = new LinkedHashMap<String, Integer>();
        for (int i = 0; i < calls.size(); i++) {
            ReferenceCall call = calls.get(i);
            WordErrorRate ofCall = WordErrorRate.NOTHING;
            for (Channel channel : Channel.values()) {
                ofCall =
                        ofCall.plus(
                                WordErrorRate.of(
                                        call.script().text(channel),
                                        reads.get(i).texts().get(channel.ordinal())));
            }
            rates.add(call.script().language(), ofCall);
            errors.put(call.name(), ofCall.errors());
        }
        return new PeersReport.Whole(
                "faster-whisper",
                rates.rounded(),
                Rounded.to(2, reads.stream().mapToDouble(Read::cpuSeconds).sum()),
                Rounded.to(2, reads.stream().mapToDouble(Read::wallSeconds).sum()),
                reads.stream().mapToLong(Read::peakRssMb).max().orElse(0),
                errors);
    }
}
