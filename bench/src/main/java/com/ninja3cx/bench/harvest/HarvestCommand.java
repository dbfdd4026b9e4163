package com.ninja3cx.bench.harvest;

import com.ninja3cx.bench.Engine;
import com.ninja3cx.bench.Measurement;
import com.ninja3cx.bench.measure.Rounded;
import com.ninja3cx.protocol.cli.WrongValue;
import com.ninja3cx.server.cli.ProgressLine;
import com.ninja3cx.server.cli.SpokenLanguage;
import com.ninja3cx.simulator.sounds.WordlessSound;
import com.ninja3cx.speech.live.SpeechModels.NotReady;
import com.ninja3cx.speech.whisper.WindowDecoder;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Silence, noise, tones and music: what is read in them, by the product and by the bare model.
@Command(
        name = "harvest",
        description = {
            "Plays sounds without words: silence, noises, tones, hold music, breathing, typing.",
            "Says what the product reads in them (nothing, it should be), and lists the phrases"
                    + " that the bare model invents."
        },
        mixinStandardHelpOptions = true,
        exitCodeOnExecutionException = Measurement.BROKEN,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the product read nothing",
            "1:it read something",
            "2:wrong use",
            "5:the model cannot be had or does not work",
            "70:stopped at an error, which is told",
            "78:a setting is wrong"
        })
public final class HarvestCommand implements Callable<Integer> {

    private static final int SOMETHING_READ = 1;

    private final PrintStream out;
    private final PrintStream err;
    private int segments;

    @Spec private CommandSpec spec;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            description = "given to the product, over all sounds, as fast as it goes. Default: 60")
    private int minutes = 60;

    @Option(
            names = "--variants",
            paramLabel = "N",
            description = "of each sound given to the bare model; 0 = leave that out. Default: 2")
    private int variants = 2;

    @Option(names = "--model", paramLabel = "NAME", description = "Default: WHISPER_MODEL or base.")
    private @Nullable String model;

    @Option(
            names = "--language",
            paramLabel = "CODE",
            description =
                    "auto, fr, en, or another code that Whisper knows: what the product is told to"
                            + " hear. Default: auto")
    private String language = "auto";

    @Option(names = "--json", description = "the result as JSON")
    private boolean json;

    public HarvestCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (minutes < 1) {
            throw new WrongValue(spec.commandLine(), "--minutes", minutes, "≥ 1");
        }
        Optional<String> told = SpokenLanguage.of(language, spec);
        int code = new Measurement(out, err).run(progress -> measure(told, progress));
        return code == Measurement.OK && segments > 0 ? SOMETHING_READ : code;
    }

    private String measure(Optional<String> told, ProgressLine progress)
            throws NotReady, InterruptedException {
        List<WordlessSound> sounds = WordlessSound.all();
        int seconds = (minutes * 60 + sounds.size() - 1) / sounds.size();
        HarvestReport report;
        try (Engine engine = Engine.start(System.getenv(), model, progress::say)) {
            var product = new ProductHarvest(engine.speech(), told);
            product.play(sounds, seconds, progress::say);
            report =
                    new HarvestReport(
                            Rounded.to(1, seconds * sounds.size() / 60.0),
                            (int)
                                    product.given().stream()
                                            .filter(each -> !each.way().equals("partial"))
                                            .count(),
                            product.given(),
                            0,
                            List.of(),
                            Map.of(),
                            engine.model());
        }
        segments = report.segments();
        if (variants > 0) {
            report = withModel(report, sounds, progress);
        }
        return json ? Measurement.json(report) : table(report);
    }

    private HarvestReport withModel(
            HarvestReport report, List<WordlessSound> sounds, ProgressLine progress)
            throws NotReady, InterruptedException {
        WindowDecoder decoder =
                Engine.models(System.getenv(), model)
                        .decoder(doing -> progress.say(doing.english()));
        try {
            var harvest = new ModelHarvest(decoder, List.of("fr", "en"));
            harvest.play(sounds, variants, progress::say);
            return new HarvestReport(
                    report.minutes(),
                    report.segments(),
                    report.given(),
                    harvest.windows(),
                    harvest.invented(),
                    harvest.windowsWithText(),
                    report.model());
        } finally {
            Engine.close(decoder);
        }
    }

    private static String table(HarvestReport report) {
        String given =
                report.given().stream()
                        .map(
                                each ->
                                        "  %-16s %-9s %6.1f s  %s"
                                                .formatted(
                                                        each.sound(),
                                                        each.way(),
                                                        each.startMillis() / 1000.0,
                                                        each.text()))
                        .collect(Collectors.joining("\n"));
        String invented =
                report.invented().stream()
                        .map(
                                each ->
                                        "  %4d %-7s no speech ≥ %.2f  log p ≤ %.2f  %s"
                                                .formatted(
                                                        each.count(),
                                                        String.join(",", each.languages()),
                                                        each.leastNoSpeech(),
                                                        each.mostLogProbability(),
                                                        each.text()))
                        .collect(Collectors.joining("\n"));
        return """
               %.0f minutes given to the product: %d segments
               %s
               %d windows given to the bare model %s:
               %s"""
                .formatted(
                        report.minutes(),
                        report.segments(),
                        given,
                        report.windows(),
                        report.model(),
                        invented);
    }
}
