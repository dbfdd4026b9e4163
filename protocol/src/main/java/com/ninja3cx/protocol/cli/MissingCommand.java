package com.ninja3cx.protocol.cli;

import java.io.Serial;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// A group of commands was named, but none of its commands: says which there are.
public final class MissingCommand extends ParameterException {

    @Serial private static final long serialVersionUID = 1;

    public MissingCommand(CommandLine line) {
        super(line, "The command is missing: " + String.join(", ", line.getSubcommands().keySet()));
    }
}
