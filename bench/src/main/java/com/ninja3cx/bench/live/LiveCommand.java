package com.ninja3cx.bench.live;

import com.ninja3cx.bench.Engine;
import com.ninja3cx.bench.calls.Band;
import com.ninja3cx.bench.calls.ReferenceCall;
import com.ninja3cx.bench.measure.WallClock;
import com.ninja3cx.server.cli.ProgressLine;
import com.ninja3cx.speech.live.SpeechModels.NotReady;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Many calls at once, heard live.
@Command(
        name = "live",
        description = {
            "Plays calls at the pace they were spoken and measures words, delays and cost.",
            "The calls are pairs of NAME.flac or NAME.wav (two channels: agent, caller) and"
                    + " NAME.json (language, segments with speaker, start, end, text)."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:played and measured",
            "2:wrong use",
            "4:the calls cannot be read",
            "5:the model cannot be had or does not work"
        })
public final class LiveCommand implements Callable<Integer> {

    private static final int UNREADABLE = 4;
    private static final int NO_MODEL = 5;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final PrintStream out;
    private final PrintStream err;

    @Spec private CommandSpec spec;

    @Option(names = "--calls", defaultValue = "1", description = "calls at the same time (1)")
    private int calls;

    @Option(names = "--audio", required = true, paramLabel = "DIR", description = "the calls")
    private Path audio;

    @Option(
            names = "--seconds",
            defaultValue = "0",
            description =
                    "how long; calls are played again and again. Default: each call of DIR once at"
                            + " least")
    private int seconds;

    @Option(
            names = "--band",
            defaultValue = "wide",
            description = "wide (16 kHz) or alaw (8 kHz telephone line). Default: wide")
    private Band band;

    @Option(
            names = "--language",
            defaultValue = "auto",
            description = "auto, fr, en. Default: auto")
    private String language;

    @Option(names = "--model", description = "Default: WHISPER_MODEL, else base.")
    private @Nullable String model;

    @Option(
            names = "--pace",
            defaultValue = "1",
            description =
                    "1 = as spoken; 8 = up to eight times as fast: the texts are the same, delays"
                            + " mean nothing then")
    private double pace;

    @Option(
            names = "--no-revision",
            description = "do not read the calls a second time while they run")
    private boolean withoutRevision;

    @Option(names = "--json", description = "the result as JSON")
    private boolean json;

    public LiveCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws InterruptedException {
        LiveOptions options = options();
        var progress = new ProgressLine(err);
        try {
            List<ReferenceCall> folder = ReferenceCall.in(audio);
            // The generator decodes while the model loads.
            try (GeneratorProcess generator = GeneratorProcess.start(options);
                    Engine engine = Engine.start(System.getenv(), model, progress::say)) {
                var clock = new WallClock(InstantSource.system());
                LiveRun.Heard heard =
                        new LiveRun(engine.speech(), options, folder, clock)
                                .play(generator, moment -> progress.say(line(moment)));
                progress.clear();
                LiveReport report = new LiveSum(options, heard).report(engine.model());
                out.println(json ? JSON.writeValueAsString(report) : LiveTable.of(report));
            }
            return 0;
        } catch (NotReady missing) {
            progress.clear();
            err.println(missing.wording().in(Locale.getDefault()));
            return NO_MODEL;
        } catch (IOException unreadable) {
            progress.clear();
            err.println(unreadable.getMessage());
            return UNREADABLE;
        }
    }

    private String line(BusyWatch.Moment moment) {
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
        if (!language.matches("auto|[a-z]{2,3}")) {
            throw new ParameterException(spec.commandLine(), "--language: auto, fr, en");
        }
        try {
            return new LiveOptions(
                    calls,
                    audio,
                    seconds,
                    band,
                    language.equals("auto") ? Optional.empty() : Optional.of(language),
                    pace,
                    !withoutRevision);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
        }
    }
}
