package com.ninja3cx.bench.tickets;

import com.ninja3cx.bench.Measurement;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/// Servers killed while they write tickets.
@Command(
        name = "tickets",
        description = {
            "Kills servers at named and at random moments while they write tickets to a NinjaOne"
                    + " that loses replies, and counts what is there afterwards.",
            "Takes about four seconds for each kill."
        },
        mixinStandardHelpOptions = true,
        exitCodeOnExecutionException = Measurement.BROKEN,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:each call has exactly one ticket, note, file and time entry",
            "1:not so; the report names the calls",
            "2:wrong use",
            "3:a server could not be run",
            "70:stopped at an error, which is told"
        })
public final class TicketsCommand implements Callable<Integer> {

    private static final int WRONG = 1;
    private static final int NO_SERVER = 3;

    private final PrintStream out;
    private final PrintStream err;

    @Spec private CommandSpec spec;

    @Option(names = "--kills", paramLabel = "N", description = "at random moments. Default: 200")
    private int kills = 200;

    @Option(names = "--seed", paramLabel = "N", description = "same seed, same moments. Default: 1")
    private long seed = 1;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            description = "servers on one database. Default: 1")
    private int nodes = 1;

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description = "an empty PostgreSQL database; without it SQLite")
    private @Nullable String databaseUrl;

    @Option(names = "--no-moments", description = "skip the kills at every named moment")
    private boolean withoutMoments;

    @Option(names = "--keep", paramLabel = "DIR", description = "keep data and logs there")
    private @Nullable Path keep;

    @Option(names = "--json", description = "print the report as JSON")
    private boolean json;

    public TicketsCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            Path folder = keep != null ? keep : Files.createTempDirectory("3cx-ninja-kills");
            KillReport report = new KillRun(plan(folder), InstantSource.system(), this::say).run();
            if (keep == null && report.right()) {
                Folders.delete(folder);
            } else if (!report.right()) {
                err.println("data and logs: " + folder);
            }
            out.println(json ? new JsonMapper().writeValueAsString(report) : table(report));
            return report.right() ? 0 : WRONG;
        } catch (IOException failed) {
            err.println(failed.getMessage());
            return NO_SERVER;
        }
    }

    private KillPlan plan(Path folder) {
        try {
            return new KillPlan(
                    kills,
                    withoutMoments ? List.of() : KillPlan.ALL_MOMENTS,
                    seed,
                    nodes,
                    databaseUrl,
                    folder);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
        }
    }

    private void say(String what) {
        if (System.console() != null) {
            err.print("\r\033[K" + what);
            err.flush();
        }
    }

    private static String table(KillReport report) {
        return """
        kills        %d at random moments, %d at named ones, %d node(s), seed %d
        calls        %d, exactly once %d
        NinjaOne     %d replies lost, %d writes late, %d sent again, %d left to a person
        seconds      %.1f
        %s\
        """
                .formatted(
                        report.kills(),
                        report.namedKills(),
                        report.nodes(),
                        report.seed(),
                        report.calls(),
                        report.exactlyOnce(),
                        report.lostReplies(),
                        report.lateWrites(),
                        report.resent(),
                        report.parked(),
                        report.seconds(),
                        String.join("\n", report.wrong()));
    }
}
