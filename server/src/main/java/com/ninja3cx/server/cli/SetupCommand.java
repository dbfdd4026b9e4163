package com.ninja3cx.server.cli;

import com.ninja3cx.protocol.cli.MissingCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Groups the one-time chores.
@Command(
        name = "setup",
        description = "Prepares what the server needs once.",
        mixinStandardHelpOptions = true)
public final class SetupCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new MissingCommand(spec.commandLine());
    }
}
