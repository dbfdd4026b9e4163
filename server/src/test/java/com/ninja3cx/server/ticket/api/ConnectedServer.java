package com.ninja3cx.server.ticket.api;

import com.ninja3cx.server.TestServer;
import com.ninja3cx.server.access.Scope;
import com.ninja3cx.simulator.ninjaone.FakeNinjaOne;
import com.ninja3cx.simulator.ninjaone.Options;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A server that is connected to a simulated NinjaOne and trusts the events of its telephone
/// system.
final class ConnectedServer {

    static final String PBX_SECRET = "a-secret-of-the-pbx";

    private ConnectedServer() {}

    /// @param more settings beside those of the connection, name after name and value
    static TestServer start(Path folder, FakeNinjaOne fake, String... more) {
        List<String> settings =
                new ArrayList<>(
                        List.of(
                                "NINJA_BASE_URL",
                                fake.baseUri().toString(),
                                "NINJA_CLIENT_ID",
                                Options.CLIENT_ID,
                                "NINJA_CLIENT_SECRET",
                                Options.CLIENT_SECRET,
                                "NINJA_REFRESH_TOKEN",
                                fake.newRefreshToken(),
                                "NINJA_BOARD_ID",
                                "2",
                                "WEBHOOK_SECRET",
                                PBX_SECRET));
        settings.addAll(List.of(more));
        return TestServer.start(folder, settings.toArray(String[]::new));
    }

    /// Headers of a program that may see and write tickets.
    static String[] auth(TestServer server) {
        return new String[] {"Authorization", "Bearer " + server.key(Scope.TICKETS, Scope.READ)};
    }
}
