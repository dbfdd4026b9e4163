package com.ninja3cx.server.cli;

import com.ninja3cx.protocol.cli.WrongValue;
import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.settings.Settings;
import com.ninja3cx.server.settings.SettingsException;
import com.ninja3cx.speech.Speech;
import com.ninja3cx.speech.audio.AudioUnreadable;
import com.ninja3cx.speech.audio.Channels;
import com.ninja3cx.speech.audio.FfmpegAudio;
import com.ninja3cx.speech.file.FellBehind;
import com.ninja3cx.speech.file.FileTranscriber;
import com.ninja3cx.speech.file.LiveReading;
import com.ninja3cx.speech.file.Transcription;
import com.ninja3cx.speech.file.Transcription.Segment;
import com.ninja3cx.speech.file.TranscriptionOptions;
import com.ninja3cx.speech.live.LocalSpeech;
import com.ninja3cx.speech.live.SpeechModels.NotReady;
import com.ninja3cx.speech.live.StoredModels;
import com.ninja3cx.speech.live.Tuning;
import com.ninja3cx.speech.onnx.ModelException;
import com.ninja3cx.speech.vad.VoiceActivity;
import com.ninja3cx.speech.weights.WeightsException;
import com.ninja3cx.speech.whisper.WindowDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Turns a recording into text, without a server.
@Command(
        name = "transcribe",
        description = "Turns a recording into text.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:read to the end",
            "1:stopped at an error, which is told",
            "2:wrong use",
            "3:the recording is cut short; what could be read is given",
            "4:the recording cannot be read",
            "5:the model cannot be had or does not work",
            "6:FFmpeg is missing",
            "78:a setting is wrong"
        })
public final class TranscribeCommand implements Callable<Integer> {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .changeDefaultPropertyInclusion(
                            all ->
                                    all.withValueInclusion(
                                            com.fasterxml.jackson.annotation.JsonInclude.Include
                                                    .NON_NULL))
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();
    private static final Duration LOAD_LIMIT = Duration.ofHours(2);

    private final Shell shell;

    @Spec private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "Any sound that FFmpeg reads.")
    private Path file;

    @Option(
            names = "--language",
            paramLabel = "LANGUAGE",
            description = "auto, fr, en, or another code that Whisper knows. Default: auto.")
    private String language = "auto";

    @Mixin private ModelOptions modelOptions = new ModelOptions();

    @Option(
            names = "--channels",
            paramLabel = "split|mix",
            description =
                    "split: each channel is one person (two channels: agent, caller); mix: all in"
                            + " one. Default: split.")
    private String channels = "split";

    @Option(
            names = "--live",
            description = "Play it in real time through the live path, and measure the delays.")
    private boolean live;

    @Option(names = "--json", description = "Give the result as JSON when it is complete.")
    private boolean json;

    public TranscribeCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws InterruptedException {
        Locale locale = shell.locale();
        TranscriptionOptions asked = options();
        Optional<Settings> settings = shell.settings();
        if (settings.isEmpty()) {
            return SettingsException.EXIT_CODE;
        }
        TranscriptionOptions options = asked.withHotWords(settings.get().whisper().hotWords());
        Optional<Words> hindrance = hindrance();
        if (hindrance.isPresent()) {
            shell.complain(hindrance.get());
            return CliExit.UNREADABLE;
        }
        StoredModels models = models(settings.get());
        var progress = new ProgressLine(shell.err());
        try {
            Transcription result =
                    live
                            ? play(models, options, progress, locale)
                            : read(models, options, progress, locale);
            progress.clear();
            if (result.segments().isEmpty()) {
                shell.complain(
                        new Words(
                                "Aucune parole dans cet enregistrement.",
                                "Nobody speaks in this recording."));
            }
            if (json) {
                shell.out().println(JSON.writeValueAsString(result));
            }
            shell.out().flush();
            if (result.warning() != null) {
                shell.err().println(result.warning());
                return CliExit.CUT_SHORT;
            }
            return CliExit.OK;
        } catch (NotReady missing) {
            progress.clear();
            shell.complain(CliExit.words(missing.wording()));
            return CliExit.NO_MODEL;
        } catch (AudioUnreadable unreadable) {
            progress.clear();
            shell.complain(CliExit.words(unreadable.wording()));
            return unreadable.code() == AudioUnreadable.Code.FFMPEG_MISSING
                    ? CliExit.NO_FFMPEG
                    : CliExit.UNREADABLE;
        } catch (WeightsException | ModelException broken) {
            progress.clear();
            shell.complain(CliExit.unusable(models.name(), broken));
            return CliExit.NO_MODEL;
        } catch (FellBehind late) {
            progress.clear();
            shell.complain(CliExit.words(late.wording()));
            return CliExit.FAILED;
        } finally {
            progress.clear();
        }
    }

    /// Why the file cannot even be opened; empty = it can.
    private Optional<Words> hindrance() {
        if (Files.isDirectory(file)) {
            return Optional.of(
                    new Words(
                            "%s est un dossier : donnez un fichier à la fois.".formatted(file),
                            "%s is a folder: give one file at a time.".formatted(file)));
        }
        if (!Files.exists(file)) {
            return Optional.of(
                    new Words(
                            "Le fichier %s n'existe pas.".formatted(file),
                            "The file %s does not exist.".formatted(file)));
        }
        return Files.isReadable(file)
                ? Optional.empty()
                : Optional.of(
                        new Words(
                                "Le fichier %s existe, mais vous n'avez pas le droit de le lire."
                                        .formatted(file),
                                "The file %s exists, but you may not read it.".formatted(file)));
    }

    private StoredModels models(Settings settings) {
        Settings.Whisper wanted = modelOptions.over(settings.whisper());
        return ModelOptions.models(wanted, wanted.threads());
    }

    private Transcription read(
            StoredModels models, TranscriptionOptions options, ProgressLine progress, Locale locale)
            throws NotReady, AudioUnreadable, InterruptedException {
        try (VoiceActivity voice = models.voiceActivity(doing -> progress.say(doing.in(locale)))) {
            WindowDecoder decoder = models.decoder(doing -> progress.say(doing.in(locale)));
            try {
                return new FileTranscriber(voice, decoder, models.name(), new FfmpegAudio())
                        .transcribe(
                                file,
                                options,
                                segment -> print(segment, progress),
                                seconds -> progress.say(clock(seconds)),
                                locale);
            } finally {
                CliExit.close(decoder);
            }
        }
    }

    private Transcription play(
            StoredModels models, TranscriptionOptions options, ProgressLine progress, Locale locale)
            throws NotReady, AudioUnreadable, InterruptedException {
        var tuning =
                Tuning.of(Runtime.getRuntime().availableProcessors(), 0, options.languages())
                        .withHotWords(options.hotWords());
        try (var speech = LocalSpeech.start(models, tuning, LOAD_LIMIT)) {
            switch (speech.awaitReady(LOAD_LIMIT)) {
                case Speech.State.Failed(var code, var why) -> throw new NotReady(why);
                case Speech.State.Starting(var doing) -> throw new NotReady(doing);
                case Speech.State.Ready ready -> {
                    return new LiveReading(speech, models.name(), new FfmpegAudio())
                            .play(
                                    file,
                                    options,
                                    segment -> print(segment, progress),
                                    glimpse -> progress.say(glimpse.text()),
                                    locale);
                }
            }
        }
    }

    private void print(Segment segment, ProgressLine progress) {
        if (json) {
            return;
        }
        progress.clear();
        shell.out()
                .printf(
                        "[%s] %s%s%n",
                        clock(segment.start()), voice(segment.channel()), segment.text());
        shell.out().flush();
    }

    private String voice(String channel) {
        var words =
                switch (channel) {
                    case "agent" -> new Words("technicien : ", "agent: ");
                    case "caller" -> new Words("appelant : ", "caller: ");
                    case "mono" -> new Words("", "");
                    default -> new Words(channel + " : ", channel + ": ");
                };
        return words.in(shell.locale());
    }

    private TranscriptionOptions options() {
        return new TranscriptionOptions(
                SpokenLanguage.of(language, spec),
                List.of("fr", "en"),
                switch (channels) {
                    case "split" -> Channels.SPLIT;
                    case "mix" -> Channels.MIX;
                    default ->
                            throw new WrongValue(
                                    spec.commandLine(), "--channels", channels, "split, mix");
                });
    }

    private static String clock(double seconds) {
        int whole = (int) seconds;
        return whole >= 3600
                ? "%d:%02d:%02d".formatted(whole / 3600, whole / 60 % 60, whole % 60)
                : "%02d:%02d".formatted(whole / 60, whole % 60);
    }
}
