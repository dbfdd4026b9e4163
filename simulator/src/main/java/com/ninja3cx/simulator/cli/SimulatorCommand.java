package com.ninja3cx.simulator.cli;

import com.ninja3cx.simulator.ninjaone.App;
import com.ninja3cx.simulator.ninjaone.FakeNinjaOne;
import com.ninja3cx.simulator.ninjaone.Options;
import com.ninja3cx.simulator.threecx.FakeThreeCx;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Runs a NinjaOne and a 3CX that nobody can break.
@Command(
        name = "simulator",
        description = {
            "Runs a simulated NinjaOne and 3CX until Ctrl-C and prints the settings for a server.",
            "What NinjaOne has received stands under /simulator/tickets, /simulator/requests and"
                    + " /simulator/mails; POST /simulator/faults makes it fail."
        },
        mixinStandardHelpOptions = true)
public final class SimulatorCommand implements Callable<Integer> {

    private static final int PORT_TAKEN = 1;

    @Option(names = "--ninja-port", defaultValue = "4010", description = "NinjaOne's port (4010)")
    private int ninjaPort;

    @Option(names = "--pbx-port", defaultValue = "4020", description = "3CX's port (4020)")
    private int pbxPort;

    @Option(
            names = "--redirect",
            description =
                    "return addresses the application is registered with"
                            + " (http://localhost:3000/oauth/callback); repeatable")
    private String[] redirects = {"http://localhost:3000/oauth/callback"};

    @Override
    public Integer call() throws InterruptedException {
        try (FakeNinjaOne ninja = FakeNinjaOne.start(ninjaPort, options());
                FakeThreeCx pbx = FakeThreeCx.start(pbxPort)) {
            System.out.printf(
                    """
                    NINJA_BASE_URL=%s
                    NINJA_CLIENT_ID=%s
                    NINJA_CLIENT_SECRET=%s
                    NINJA_REFRESH_TOKEN=%s
                    NINJA_BOARD_ID=2
                    NINJA_TICKET_FORM_ID=1
                    THREECX_URL=%s
                    RECORDING_HOSTS=%s
                    """,
                    ninja.baseUri(),
                    Options.CLIENT_ID,
                    Options.CLIENT_SECRET,
                    ninja.newRefreshToken(),
                    pbx.baseUri(),
                    pbx.baseUri().getAuthority());
            new CountDownLatch(1).await();
            return 0;
        } catch (IOException taken) {
            System.err.printf(
                    "Port %d or %d is taken; choose others with --ninja-port and --pbx-port (%s)%n",
                    ninjaPort, pbxPort, taken.getMessage());
            return PORT_TAKEN;
        }
    }

    private Options options() {
        return Options.strict(InstantSource.system())
                .with(Options.Consent.ASK)
                .withApps(App.web(Options.CLIENT_ID, Options.CLIENT_SECRET, redirects));
    }
}
