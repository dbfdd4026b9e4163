package com.ninja3cx.bench.peers;

import com.ninja3cx.bench.calls.ReferenceCall;
import com.ninja3cx.bench.calls.ReferenceWord;
import com.ninja3cx.bench.measure.Percentiles;
import com.ninja3cx.bench.measure.Rounded;
import com.ninja3cx.protocol.Channel;
import com.ninja3cx.simulator.score.WordAlignment;
import com.ninja3cx.simulator.score.WordErrorRate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// whisper_streaming over faster-whisper: one call, both sides mixed into one stream, which is the
/// less work for it.
final class WhisperStreaming {

    private record Said(
            @Nullable Double at,
            @Nullable String text,
            @Nullable Double cpuSeconds,
            @Nullable Long peakRssMb) {}

    private final PythonEnvironment python;
    private final Path model;
    private final int cores;

    WhisperStreaming(PythonEnvironment python, Path model, int cores) {
        this.python = python;
        this.model = model;
        this.cores = cores;
    }

    /// Takes as long as the call lasts, and longer where it falls behind.
    PeersReport.Live follow(ReferenceCall call, Path sound, Consumer<String> doing)
            throws IOException, InterruptedException {
        var words = new ArrayList<String>();
        var times = new ArrayList<Long>();
        double[] spent = new double[2];
        // Without the language it drops the context at every look; we do not handicap it.
        List<String> arguments =
                List.of(
                        model.toString(),
                        Integer.toString(cores),
                        call.script().language(),
                        sound.toString());
        python.script(
                "stream.py",
                arguments,
                line -> {
                    Said said = JsonMapper.shared().readValue(line, Said.class);
                    if (said.at != null && said.text != null) {
                        for (String word : WordErrorRate.words(said.text)) {
                            words.add(word);
                            times.add(Math.round(said.at * 1_000));
                        }
                        doing.accept("whisper_streaming " + said.text.strip());
                    }
                    spent[0] = said.cpuSeconds == null ? spent[0] : said.cpuSeconds;
                    spent[1] = said.peakRssMb == null ? spent[1] : said.peakRssMb;
                });
        List<ReferenceWord> reference = mixed(call);
        WordAlignment alignment =
                WordAlignment.of(reference.stream().map(ReferenceWord::text).toList(), words);
        var lags = new ArrayList<Long>();
        for (int i = 0; i < reference.size(); i++) {
            if (alignment.correct()[i]) {
                lags.add(times.get(alignment.heardAt()[i]) - reference.get(i).endMillis());
            }
        }
        double rate = new WordErrorRate(alignment.errors(), reference.size()).rate();
        return live("whisper_streaming", rate, lags, spent[0], Math.round(spent[1]));
    }

    static PeersReport.Live live(
            String name, double rate, List<Long> lags, double cpuSeconds, long peakRssMb) {
        return new PeersReport.Live(
                name,
                Rounded.to(4, rate),
                Percentiles.of(lags),
                Math.round(lags.stream().mapToLong(Long::longValue).average().orElse(0)),
                lags.stream().mapToLong(Long::longValue).max().orElse(0),
                Rounded.to(2, cpuSeconds),
                peakRssMb);
    }

    /// What both sides say, in the order in which words end.
    private static List<ReferenceWord> mixed(ReferenceCall call) {
        return Arrays.stream(Channel.values())
                .flatMap(
                        channel ->
                                ReferenceWord.of(call.script(), channel, Long.MAX_VALUE).stream())
                .sorted(Comparator.comparingLong(ReferenceWord::endMillis))
                .toList();
    }
}
