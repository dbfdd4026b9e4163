package com.ninja3cx.simulator;

import com.ninja3cx.protocol.cli.BilingualCommands;
import com.ninja3cx.protocol.cli.MissingCommand;
import com.ninja3cx.simulator.cli.DemoCommand;
import com.ninja3cx.simulator.cli.SimulatorCommand;
import com.ninja3cx.simulator.demo.Language;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// What can be run without a telephone system and without a NinjaOne account.
@Command(
        name = "3cx-ninja-simulator",
        description = "A 3CX and a NinjaOne to try things with, and the demonstration.",
        mixinStandardHelpOptions = true,
        subcommands = {DemoCommand.class, SimulatorCommand.class})
public final class Main implements Runnable {

    @Spec private CommandSpec spec;

    public static void main(String[] args) {
        // Accents must survive a terminal whose locale is not set.
        System.setOut(utf8(FileDescriptor.out));
        System.setErr(utf8(FileDescriptor.err));
        Locale.setDefault(Language.ofProcess().locale());
        System.exit(
                BilingualCommands.speak(
                                new CommandLine(new Main()), "", Locale.getDefault(), Main.class)
                        .execute(args));
    }

    @Override
    public void run() {
        throw new MissingCommand(spec.commandLine());
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
