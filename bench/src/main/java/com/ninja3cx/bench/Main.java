package com.ninja3cx.bench;

import com.ninja3cx.bench.encoder.EncoderCommand;
import com.ninja3cx.bench.harvest.HarvestCommand;
import com.ninja3cx.bench.live.GeneratorCommand;
import com.ninja3cx.bench.live.LiveCommand;
import com.ninja3cx.bench.peers.PeersCommand;
import com.ninja3cx.bench.revision.RevisionCommand;
import com.ninja3cx.bench.tickets.TicketsCommand;
import com.ninja3cx.protocol.cli.BilingualCommands;
import com.ninja3cx.protocol.cli.MissingCommand;
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

/// Measurements: what the product does, in numbers.
@Command(name = "bench", description = "Measures the product.", mixinStandardHelpOptions = true)
public final class Main implements Runnable {

    @Spec private CommandSpec spec;

    public static void main(String[] args) {
        // Accents must survive a terminal whose locale is not set.
        PrintStream out = utf8(FileDescriptor.out);
        PrintStream err = utf8(FileDescriptor.err);
        System.setOut(out);
        System.setErr(err);
        Locale.setDefault(Language.ofProcess().locale());
        System.exit(
                BilingualCommands.speak(
                                commands(out, err), "bench", Locale.getDefault(), Main.class)
                        .execute(args));
    }

    static CommandLine commands(PrintStream out, PrintStream err) {
        return new CommandLine(new Main())
                .addSubcommand(new LiveCommand(out, err))
                .addSubcommand(new RevisionCommand(out, err))
                .addSubcommand(new HarvestCommand(out, err))
                .addSubcommand(new EncoderCommand(out, err))
                .addSubcommand(new PeersCommand(out, err))
                .addSubcommand(new TicketsCommand(out, err))
                .addSubcommand(new GeneratorCommand())
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public void run() {
        throw new MissingCommand(spec.commandLine());
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
