package com.ninja3cx.server.cli;

import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.speech.Speech;
import com.ninja3cx.speech.audio.AudioUnreadable;
import com.ninja3cx.speech.audio.Channels;
import com.ninja3cx.speech.audio.FfmpegAudio;
import com.ninja3cx.speech.file.FileTranscriber;
import com.ninja3cx.speech.file.LiveReading;
import com.ninja3cx.speech.file.Transcription;
import com.ninja3cx.speech.file.Transcription.Segment;
import com.ninja3cx.speech.file.TranscriptionOptions;
import com.ninja3cx.speech.live.LocalSpeech;
import com.ninja3cx.speech.live.SpeechModels.NotReady;
import com.ninja3cx.speech.live.StoredModels;
import com.ninja3cx.speech.live.Tuning;
import com.ninja3cx.speech.models.ModelStore;
import com.ninja3cx.speech.models.Sources;
import com.ninja3cx.speech.vad.VoiceActivity;
import com.ninja3cx.speech.whisper.WindowDecoder;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
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
            "2:wrong use",
            "3:the recording is cut short; what could be read is given",
            "4:the recording cannot be read",
            "5:the model cannot be had or does not work",
            "6:FFmpeg is missing"
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

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;

    @Spec private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "Any sound that FFmpeg reads.")
    private Path file;

    @Option(
            names = "--language",
            paramLabel = "LANGUAGE",
            description = "auto, fr, en, or another code that Whisper knows. Default: auto.")
    private String language = "auto";

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "As for setup whisper. Default: WHISPER_MODEL, else base.")
    private @Nullable String model;

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

    @Option(
            names = "--models-dir",
            paramLabel = "DIR",
            description = "Where models are kept. Default: MODELS_DIR.")
    private @Nullable Path modelsDir;

    public TranscribeCommand(PrintStream out, PrintStream err, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        Locale locale = Locale.getDefault();
        TranscriptionOptions options = options();
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            err.println(
                    new Words(
                                    "Le fichier %s n'existe pas ou ne peut pas être lu."
                                            .formatted(file),
                                    "The file %s does not exist or cannot be read.".formatted(file))
                            .in(locale));
            return CliExit.UNREADABLE;
        }
        var progress = new ProgressLine(err);
        try {
            Transcription result =
                    live ? play(options, progress, locale) : read(options, progress, locale);
            progress.clear();
            if (json) {
                out.println(JSON.writeValueAsString(result));
            }
            out.flush();
            if (result.warning() != null) {
                err.println(result.warning());
                return CliExit.CUT_SHORT;
            }
            return CliExit.OK;
        } catch (NotReady missing) {
            progress.clear();
            err.println(missing.wording().in(locale));
            return CliExit.NO_MODEL;
        } catch (AudioUnreadable unreadable) {
            progress.clear();
            err.println(unreadable.wording().in(locale));
            return unreadable.code() == AudioUnreadable.Code.FFMPEG_MISSING
                    ? CliExit.NO_FFMPEG
                    : CliExit.UNREADABLE;
        }
    }

    private Transcription read(TranscriptionOptions options, ProgressLine progress, Locale locale)
            throws NotReady, AudioUnreadable, InterruptedException {
        StoredModels models = models();
        try (VoiceActivity voice = models.voiceActivity(progress::say)) {
            WindowDecoder decoder = models.decoder(progress::say);
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

    private Transcription play(TranscriptionOptions options, ProgressLine progress, Locale locale)
            throws NotReady, AudioUnreadable, InterruptedException {
        StoredModels models = models();
        var tuning = Tuning.of(SetupWhisperCommand.cores(), 0, options.languages());
        try (var speech = LocalSpeech.start(models, tuning, LOAD_LIMIT)) {
            switch (speech.awaitReady(LOAD_LIMIT)) {
                case Speech.State.Failed(var why) ->
                        throw new NotReady(new com.ninja3cx.speech.Wording(why, why));
                case Speech.State.Starting(var doing) ->
                        throw new NotReady(new com.ninja3cx.speech.Wording(doing, doing));
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
        out.printf("[%s] %s: %s%n", clock(segment.start()), segment.channel(), segment.text());
        out.flush();
    }

    private StoredModels models() {
        String name = model == null ? environment.getOrDefault("WHISPER_MODEL", "base") : model;
        Path root = modelsDir == null ? ModelStore.root(environment) : modelsDir;
        return new StoredModels(new ModelStore(root, Sources.of(environment)), name, threads());
    }

    private int threads() {
        String set = environment.getOrDefault("WHISPER_THREADS", "");
        return set.matches("[1-9]\\d?") ? Integer.parseInt(set) : SetupWhisperCommand.cores();
    }

    private TranscriptionOptions options() {
        return new TranscriptionOptions(
                language.equals("auto") ? Optional.empty() : Optional.of(languageCode()),
                List.of("fr", "en"),
                switch (channels) {
                    case "split" -> Channels.SPLIT;
                    case "mix" -> Channels.MIX;
                    default -> throw wrong("--channels", channels, "split, mix");
                });
    }

    private String languageCode() {
        if (!language.matches("[a-z]{2,3}")) {
            throw wrong("--language", language, "auto, fr, en");
        }
        return language;
    }

    private CommandLine.ParameterException wrong(String option, String value, String allowed) {
        var words =
                new Words(
                        "%s vaut %s ; attendu : %s".formatted(option, value, allowed),
                        "%s is %s; expected: %s".formatted(option, value, allowed));
        return new CommandLine.ParameterException(
                spec.commandLine(), words.in(Locale.getDefault()));
    }

    private static String clock(double seconds) {
        int whole = (int) seconds;
        return whole >= 3600
                ? "%d:%02d:%02d".formatted(whole / 3600, whole / 60 % 60, whole % 60)
                : "%02d:%02d".formatted(whole / 60, whole % 60);
    }
}
