package com.ninja3cx.bench.peers;

import com.ninja3cx.bench.CallChoice;
import com.ninja3cx.bench.CannotMeasure;
import com.ninja3cx.bench.Engine;
import com.ninja3cx.bench.Measurement;
import com.ninja3cx.bench.calls.ReferenceCall;
import com.ninja3cx.bench.live.OneLiveCall;
import com.ninja3cx.bench.revision.RevisionReport;
import com.ninja3cx.bench.revision.RevisionRun;
import com.ninja3cx.server.cli.ProgressLine;
import com.ninja3cx.simulator.calls.CallSound;
import com.ninja3cx.speech.Wording;
import com.ninja3cx.speech.live.SpeechModels.NotReady;
import com.ninja3cx.speech.models.ModelStore;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The engine beside what others use, on the same machine, calls and weights, in one run.
@Command(
        name = "peers",
        description = {
            "Measures faster-whisper (beam 5, its voice filter) and whisper_streaming beside this"
                    + " engine.",
            "All three on the processor, whatever WHISPER_DEVICE says.",
            "They are installed once, in a Python environment beside the models; needs python3"
                    + " with venv."
        },
        mixinStandardHelpOptions = true)
public final class PeersCommand implements Callable<Integer> {

    private final PrintStream out;
    private final PrintStream err;

    @Mixin private CallChoice choice = new CallChoice();

    @Option(
            names = "--call",
            paramLabel = "NAME",
            description = "the call that is followed live. Default: the longest of DIR")
    private @Nullable String call;

    public PeersCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws InterruptedException {
        Optional<String> told = choice.language();
        return new Measurement(out, err).run(progress -> measure(told, progress));
    }

    private String measure(Optional<String> told, ProgressLine progress)
            throws IOException, NotReady, InterruptedException {
        var environment = new HashMap<>(System.getenv());
        environment.put("WHISPER_DEVICE", "cpu");
        int cores = Runtime.getRuntime().availableProcessors();
        List<ReferenceCall> folder = ReferenceCall.in(choice.audio());
        PythonEnvironment python =
                PythonEnvironment.in(
                        ModelStore.root(environment).resolveSibling("peers"), progress::say);
        Path model = Engine.files(environment, choice.model(), progress::say);
        if (!Files.isRegularFile(model.resolve("model.bin"))) {
            throw new CannotMeasure(
                    new Wording(
                            "%s : les autres ne lisent que les modèles de CTranslate2 (un dossier"
                                            .formatted(model)
                                    + " avec model.bin). Donnez-en un : --model base",
                            "%s: the peers read models of CTranslate2 only (a folder with"
                                            .formatted(model)
                                    + " model.bin). Give one: --model base"));
        }
        Path sounds = Files.createTempDirectory("bench-peers-");
        try {
            var files = new ArrayList<Path>();
            for (ReferenceCall each : folder) {
                // What a line has taken away stays away, but all three read 16 kHz.
                CallSound sound = choice.band().wide(each.sound());
                files.add(Files.write(sounds.resolve(each.name() + ".wav"), sound.wav()));
            }
            int chosen = chosen(folder, files);
            String language = told.orElse("auto");
            PeersReport.Whole theirs =
                    new FasterWhisper(python, model, cores, language)
                            .read(folder, files, progress::say);
            PeersReport.Live theirLive =
                    new WhisperStreaming(python, model, cores)
                            .follow(folder.get(chosen), files.get(chosen), progress::say);
            try (Engine engine = Engine.start(environment, choice.model(), progress::say)) {
                RevisionReport ours =
                        new RevisionRun(engine, choice.band(), told).read(folder, progress::say);
                PeersReport.Live ourLive = followed(engine, folder.get(chosen), told, progress);
                var report =
                        new PeersReport(
                                cores,
                                engine.model(),
                                ours.band(),
                                language,
                                ours.audioSeconds(),
                                List.of(theirs, whole(ours)),
                                folder.get(chosen).name(),
                                List.of(theirLive, ourLive));
                return choice.json() ? Measurement.json(report) : PeersTable.of(report);
            }
        } finally {
            delete(sounds);
        }
    }

    private PeersReport.Live followed(
            Engine engine, ReferenceCall one, Optional<String> told, ProgressLine progress)
            throws IOException, InterruptedException {
        OneLiveCall.Heard heard =
                OneLiveCall.follow(engine, one, choice.band(), told, progress::say);
        return WhisperStreaming.live(
                "3cx-ninja",
                heard.errors().rate(),
                heard.lags(),
                heard.cpuSeconds(),
                heard.peakRssMb());
    }

    private static PeersReport.Whole whole(RevisionReport ours) {
        var errors = new LinkedHashMap<String, Integer>();
        ours.perCall().forEach(each -> errors.put(each.call(), each.errors()));
        return new PeersReport.Whole(
                "3cx-ninja",
                ours.wer(),
                ours.cpuSeconds(),
                ours.wallSeconds(),
                ours.peakRssMb(),
                errors);
    }

    private int chosen(List<ReferenceCall> folder, List<Path> files) throws IOException {
        int longest = 0;
        for (int i = 0; i < files.size(); i++) {
            if (folder.get(i).name().equals(call)) {
                return i;
            }
            longest = Files.size(files.get(i)) > Files.size(files.get(longest)) ? i : longest;
        }
        if (call != null) {
            String names =
                    folder.stream().map(ReferenceCall::name).collect(Collectors.joining(", "));
            throw new CannotMeasure(
                    new Wording(
                            "--call : aucun appel ne s'appelle %s ; il y a : %s"
                                    .formatted(call, names),
                            "--call: no call is named %s; there are: %s".formatted(call, names)));
        }
        return longest;
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
