package com.ninja3cx.server;

import com.ninja3cx.protocol.cli.BilingualCommands;
import com.ninja3cx.protocol.cli.MissingCommand;
import com.ninja3cx.server.cli.KeyCommand;
import com.ninja3cx.server.cli.MigrateCommand;
import com.ninja3cx.server.cli.ModelOptions;
import com.ninja3cx.server.cli.ModelsCommand;
import com.ninja3cx.server.cli.ModelsListCommand;
import com.ninja3cx.server.cli.ServeCommand;
import com.ninja3cx.server.cli.SetupCommand;
import com.ninja3cx.server.cli.SetupNinjaCommand;
import com.ninja3cx.server.cli.SetupWhisperCommand;
import com.ninja3cx.server.cli.Shell;
import com.ninja3cx.server.cli.TranscribeCommand;
import com.ninja3cx.server.ops.Logs;
import com.ninja3cx.server.settings.Settings;
import com.ninja3cx.speech.Speech;
import com.ninja3cx.speech.live.LocalSpeech;
import com.ninja3cx.speech.live.Tuning;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// The product's command line: one class per command, in `cli`.
@Command(
        name = "3cx-ninja",
        description = "Live transcription of 3CX calls and one NinjaOne ticket for each.",
        mixinStandardHelpOptions = true)
public final class Main implements Runnable {

    private static final Duration MODEL_RETRY = Duration.ofSeconds(30);

    @Spec private CommandSpec spec;

    public static void main(String[] args) {
        InstantSource clock = InstantSource.system();
        var random = new SecureRandom();
        var outside = new Outside(clock, random, Main::speech);
        Shell shell = Shell.system();
        if (args.length > 0 && !args[0].equals("serve")) {
            Logs.silence();
        }
        System.exit(commands(outside, shell, clock, random, Locale.getDefault()).execute(args));
    }

    static CommandLine commands(
            Outside outside,
            Shell shell,
            InstantSource clock,
            RandomGenerator random,
            Locale locale) {
        var all =
                new CommandLine(new Main())
                        .addSubcommand(new ServeCommand(outside, shell))
                        .addSubcommand(new TranscribeCommand(shell))
                        .addSubcommand(setup(shell, clock, random))
                        .addSubcommand(
                                new CommandLine(new ModelsCommand())
                                        .addSubcommand(new ModelsListCommand(shell)))
                        .addSubcommand(new KeyCommand(clock, random, shell))
                        .addSubcommand(new MigrateCommand(shell));
        return BilingualCommands.speak(all, "", locale, Main.class);
    }

    private static CommandLine setup(Shell shell, InstantSource clock, RandomGenerator random) {
        return new CommandLine(new SetupCommand())
                .addSubcommand(new SetupWhisperCommand(shell))
                .addSubcommand(new SetupNinjaCommand(shell, System.in, clock, random))
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    private static Speech speech(Settings.Whisper settings) {
        return LocalSpeech.start(
                ModelOptions.models(settings, Tuning.coresPerLook(settings.threads())),
                Tuning.of(settings.threads(), settings.maxConcurrent(), List.of("fr", "en"))
                        .withHotWords(settings.hotWords()),
                MODEL_RETRY);
    }

    @Override
    public void run() {
        throw new MissingCommand(spec.commandLine());
    }
}
