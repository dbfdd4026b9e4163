package com.ninja3cx.server;

import com.ninja3cx.server.cli.ServeCommand;
import com.ninja3cx.server.settings.Settings;
import com.ninja3cx.speech.Speech;
import java.security.SecureRandom;
import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The product's command line: one class per command, in `cli`.
@Command(
        name = "3cx-ninja",
        description = "Live transcription of 3CX calls and one NinjaOne ticket for each.",
        mixinStandardHelpOptions = true)
public final class Main implements Runnable {

    @Spec private CommandSpec spec;

    public static void main(String[] args) {
        var outside = new Outside(InstantSource.system(), new SecureRandom(), Main::speech);
        System.exit(
                new CommandLine(new Main())
                        .addSubcommand(new ServeCommand(outside, System.out, System.err))
                        .execute(args));
    }

    private static Speech speech(Settings.Whisper settings) {
        return new SpeechOutOfOrder("The speech engine is not part of this build.");
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say which command to run.");
    }
}
