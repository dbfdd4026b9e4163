package com.ninja3cx.server.cli;

import com.ninja3cx.protocol.cli.MissingCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Groups what concerns the speech models.
@Command(
        name = "models",
        description = "What is known of the speech models.",
        mixinStandardHelpOptions = true)
public final class ModelsCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new MissingCommand(spec.commandLine());
    }
}
