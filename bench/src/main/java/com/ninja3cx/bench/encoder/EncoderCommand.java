package com.ninja3cx.bench.encoder;

import com.ninja3cx.bench.Engine;
import com.ninja3cx.bench.Measurement;
import com.ninja3cx.protocol.cli.WrongValue;
import com.ninja3cx.server.cli.ProgressLine;
import com.ninja3cx.speech.live.SpeechModels.NotReady;
import com.ninja3cx.speech.onnx.BuiltModel;
import com.ninja3cx.speech.onnx.Device;
import com.ninja3cx.speech.onnx.Progress;
import com.ninja3cx.speech.onnx.WhisperSessions;
import com.ninja3cx.speech.weights.WhisperWeights;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The model's graphs alone: what one window and one token cost on this machine.
@Command(
        name = "encoder",
        description = "Times the encoder by length of window and the decoder by number of rows.",
        mixinStandardHelpOptions = true)
public final class EncoderCommand implements Callable<Integer> {

    private static final double[] WINDOWS = {30, 10, 7.7, 5};
    private static final int MOST_ROWS = 8;

    /// @param device `cpu` or `cuda`
    /// @param threads cores that one call may use
    record Report(
            String model,
            String device,
            int threads,
            List<GraphTimes.Encoder> encoder,
            List<GraphTimes.Decoder> decoder) {}

    private final PrintStream out;
    private final PrintStream err;

    @Spec private CommandSpec spec;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "cores that one call may use. Default: all")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--model", paramLabel = "NAME", description = "Default: WHISPER_MODEL or base.")
    private @Nullable String model;

    @Option(names = "--json", description = "the result as JSON")
    private boolean json;

    public EncoderCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (threads < 1) {
            throw new WrongValue(spec.commandLine(), "--threads", threads, "≥ 1");
        }
        return new Measurement(out, err).run(this::measure);
    }

    private String measure(ProgressLine progress)
            throws IOException, NotReady, InterruptedException {
        Device device = Engine.device(System.getenv());
        device.require();
        Path files = Engine.files(System.getenv(), model, progress::say);
        Path file = Files.isDirectory(files) ? files.resolve("model.bin") : files;
        Progress building =
                (step, fraction) -> progress.say("%s %.0f %%".formatted(step, 100 * fraction));
        Report report;
        try (var weights = WhisperWeights.open(file);
                var sessions =
                        WhisperSessions.load(
                                BuiltModel.of(weights, building),
                                weights.dimensions(),
                                threads,
                                device,
                                building)) {
            var times = new GraphTimes(sessions, new Random(1));
            report =
                    new Report(
                            Engine.models(System.getenv(), model).name(),
                            device.name().toLowerCase(Locale.ROOT),
                            threads,
                            Arrays.stream(WINDOWS).mapToObj(times::encoder).toList(),
                            IntStream.rangeClosed(1, MOST_ROWS).mapToObj(times::decoder).toList());
        }
        return json ? Measurement.json(report) : table(report);
    }

    private static String table(Report report) {
        return Stream.of(
                        Stream.of(
                                "%s on %s, %d threads"
                                        .formatted(
                                                report.model(), report.device(), report.threads())),
                        report.encoder().stream()
                                .map(
                                        each ->
                                                "encoder %5.1f s %9.1f ms"
                                                        .formatted(
                                                                each.windowSeconds(),
                                                                each.millis())),
                        report.decoder().stream()
                                .map(
                                        each ->
                                                "decoder %d rows %9.2f ms a step %7.2f ms a token"
                                                        .formatted(
                                                                each.rows(),
                                                                each.millis(),
                                                                each.millisPerToken())))
                .flatMap(lines -> lines)
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
