package com.ninja3cx.server;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The product's command line: one class per command, in `cli`.
@Command(
        name = "3cx-ninja",
        description = "Live transcription of 3CX calls and one NinjaOne ticket for each.",
        mixinStandardHelpOptions = true,
        subcommands = {})
public final class Main implements Runnable {

    @Spec private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say which command to run.");
    }
}
