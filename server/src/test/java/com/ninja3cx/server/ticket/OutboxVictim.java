package com.ninja3cx.server.ticket;

import com.ninja3cx.server.ManualClock;
import com.ninja3cx.server.settings.Settings;
import java.net.URI;
import java.nio.file.Path;

/// A server process that works on one outbox entry and ends without warning at a named point, as by
/// `kill -9`.
final class OutboxVictim {

    private OutboxVictim() {}

    /// Arguments: folder, NinjaOne's address, refresh token, the clock's time, point or `none`.
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        var shop =
                new Workshop(
                        folder,
                        new Settings.Storage.Sqlite(folder.resolve("database.sqlite")),
                        new ManualClock(args[3]),
                        null,
                        false,
                        URI.create(args[1]),
                        args[2],
                        2,
                        null);
        shop.die = () -> Runtime.getRuntime().halt(137);
        shop.dieAt = args[4].equals("none") ? null : OutboxPoint.valueOf(args[4]);
        boolean worked = shop.workers.getFirst().once();
        Runtime.getRuntime().halt(worked ? 0 : 3);
    }
}
