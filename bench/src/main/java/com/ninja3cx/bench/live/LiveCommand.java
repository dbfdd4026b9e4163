package com.ninja3cx.bench.live;

import com.ninja3cx.bench.CallChoice;
import com.ninja3cx.bench.CannotMeasure;
import com.ninja3cx.bench.Engine;
import com.ninja3cx.bench.Measurement;
import com.ninja3cx.bench.calls.ReferenceCall;
import com.ninja3cx.bench.measure.WallClock;
import com.ninja3cx.protocol.cli.WrongValue;
import com.ninja3cx.server.cli.ProgressLine;
import com.ninja3cx.speech.Wording;
import com.ninja3cx.speech.live.SpeechModels.NotReady;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Many calls at once, heard live.
@Command(
        name = "live",
        description =
                "Plays calls at the pace they were spoken and measures words, delays and cost.",
        mixinStandardHelpOptions = true,
        exitCodeOnExecutionException = Measurement.BROKEN,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:played and measured",
            "1:measured, but some calls were not heard or read to their end; the result says why",
            "2:wrong use",
            "4:the calls cannot be read or played",
            "5:the model cannot be had or does not work",
            "70:stopped at an error, which is told",
            "78:a setting is wrong"
        })
public final class LiveCommand implements Callable<Integer> {

    private static final int INCOMPLETE = 1;

    private final PrintStream out;
    private final PrintStream err;
    private FailedCalls.Sum failed = new FailedCalls.Sum(0, null);

    @Spec private CommandSpec spec;

    @Mixin private CallChoice choice = new CallChoice();

    @Option(names = "--calls", paramLabel = "N", description = "calls at the same time. Default: 1")
    private int calls = 1;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description =
                    "how long; calls are played again and again. Default: each call of DIR once at"
                            + " least")
    private int seconds;

    @Option(
            names = "--ends",
            paramLabel = "spread|together",
            description =
                    "with --seconds: calls end one after the other as they began, or all at the"
                            + " same moment. Default: spread")
    private Ends ends = Ends.SPREAD;

    @Option(
            names = "--pace",
            paramLabel = "X",
            description =
                    "1 = as spoken; 8 = up to eight times as fast: the texts are the same, delays"
                            + " mean nothing then. Default: 1")
    private double pace = 1;

    @Option(
            names = "--no-revision",
            description = "do not read the calls a second time while they run")
    private boolean withoutRevision;

    @Option(
            names = "--plot",
            paramLabel = "FILE.svg",
            description = "draw there how late words and final texts were over the run")
    private @Nullable Path plot;

    public LiveCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws InterruptedException {
        LiveOptions options = options();
        int code = new Measurement(out, err).run(progress -> measure(options, progress));
        @Nullable Wording first = failed.first();
        if (code != Measurement.OK || first == null) {
            return code;
        }
        err.println(incomplete(first).in(Locale.getDefault()));
        return INCOMPLETE;
    }

    private Wording incomplete(Wording first) {
        return new Wording(
                "%d appel(s) n'ont pas été entendus ou relus jusqu'au bout ; d'abord : %s"
                        .formatted(failed.calls(), first.french()),
                "%d call(s) were not heard or read to their end; first of all: %s"
                        .formatted(failed.calls(), first.english()));
    }

    private String measure(LiveOptions options, ProgressLine progress)
            throws IOException, NotReady, InterruptedException {
        List<ReferenceCall> folder = ReferenceCall.in(choice.audio());
        if (plot != null) {
            // An hour of measuring is not to be lost for a folder that does not exist.
            draw(plot, "", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        // The generator decodes while the model loads.
        try (GeneratorProcess generator = GeneratorProcess.start(options);
                Engine engine = Engine.start(System.getenv(), choice.model(), progress::say)) {
            var clock = new WallClock(InstantSource.system());
            var sum = new LiveSum(options);
            LiveRun.Heard heard =
                    new LiveRun(engine.speech(), options, folder, clock)
                            .play(generator, moment -> progress.say(line(moment)), sum);
            failed = heard.failed();
            LiveReport report = sum.report(engine.model(), engine.device(), heard);
            if (plot != null) {
                draw(plot, LagPlot.svg(report, sum, heard));
            }
            return choice.json() ? Measurement.json(report) : LiveTable.of(report);
        }
    }

    private static void draw(Path file, String svg, OpenOption... how) throws CannotMeasure {
        try {
            Files.writeString(file, svg, how);
        } catch (IOException unwritable) {
            throw new CannotMeasure(
                    new Wording(
                            "--plot : %s ne peut pas être écrit (%s). Donnez un fichier d'un autre"
                                            .formatted(file, unwritable)
                                    + " dossier.",
                            "--plot: %s cannot be written (%s). Give a file in another folder."
                                    .formatted(file, unwritable)),
                    unwritable);
        }
    }

    private static String line(BusyWatch.Moment moment) {
        return "%d:%02d  %d×  lag %.1f s  finals %d  waiting %d"
                .formatted(
                        moment.seconds() / 60,
                        moment.seconds() % 60,
                        moment.load().streams() / 2,
                        moment.load().worstLagMillis() / 1000.0,
                        moment.load().finals(),
                        moment.load().waitingFinals());
    }

    private LiveOptions options() {
        if (calls < 1 || calls > LiveOptions.MOST_CALLS) {
            throw wrong("--calls", calls, "1–" + LiveOptions.MOST_CALLS);
        }
        if (seconds < 0) {
            throw wrong("--seconds", seconds, "≥ 0");
        }
        if (!(pace > 0)) {
            throw wrong("--pace", pace, "> 0");
        }
        return new LiveOptions(
                calls,
                choice.audio(),
                seconds,
                ends,
                choice.band(),
                choice.language(),
                pace,
                !withoutRevision,
                Optional.ofNullable(choice.model()));
    }

    private WrongValue wrong(String option, Object given, String expected) {
        return new WrongValue(spec.commandLine(), option, given, expected);
    }
}
