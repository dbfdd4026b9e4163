package com.ninja3cx.bench.revision;

import com.ninja3cx.bench.CallChoice;
import com.ninja3cx.bench.Engine;
import com.ninja3cx.bench.Measurement;
import com.ninja3cx.bench.calls.ReferenceCall;
import com.ninja3cx.server.cli.ProgressLine;
import com.ninja3cx.speech.live.SpeechModels.NotReady;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The reading of whole windows that a ticket is made of.
@Command(
        name = "revision",
        description = "Reads whole calls, one after the other, and measures words and cost.",
        mixinStandardHelpOptions = true)
public final class RevisionCommand implements Callable<Integer> {

    private final PrintStream out;
    private final PrintStream err;

    @Mixin private CallChoice choice = new CallChoice();

    public RevisionCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws InterruptedException {
        Optional<String> language = choice.language();
        return new Measurement(out, err).run(progress -> measure(language, progress));
    }

    private String measure(Optional<String> language, ProgressLine progress)
            throws IOException, NotReady, InterruptedException {
        var folder = ReferenceCall.in(choice.audio());
        try (Engine engine = Engine.start(System.getenv(), choice.model(), progress::say)) {
            RevisionReport report =
                    new RevisionRun(engine, choice.band(), language).read(folder, progress::say);
            return choice.json() ? Measurement.json(report) : table(report);
        }
    }

    private static String table(RevisionReport report) {
        return "%s on %s%nWER  fr %s  en %s%nCPU  %.2f s for %.0f s of calls (%.3f), peak %d MiB"
                .formatted(
                        report.model(),
                        report.device(),
                        report.wer().get("fr"),
                        report.wer().get("en"),
                        report.cpuSeconds(),
                        report.audioSeconds(),
                        report.cpuPerAudio(),
                        report.peakRssMb());
    }
}
