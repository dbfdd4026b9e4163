package com.ninja3cx.server.ninjaone;

import com.ninja3cx.server.ManualClock;
import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.settings.Secret;
import com.ninja3cx.server.settings.Settings;
import com.ninja3cx.server.vault.Vault;
import com.ninja3cx.simulator.ninjaone.FakeNinjaOne;
import com.ninja3cx.simulator.ninjaone.Options;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A simulated NinjaOne and a database, with clients between them.
final class TenantFixture implements AutoCloseable {

    final ManualClock clock = new ManualClock("2026-11-23T09:00:00Z");
    final FakeNinjaOne fake;
    final Database database;
    final Vault vault;
    private final List<AutoCloseable> open = new ArrayList<>();

    TenantFixture(Path folder) throws Exception {
        this(folder, options -> options);
    }

    TenantFixture(Path folder, java.util.function.UnaryOperator<Options> change) throws Exception {
        fake = FakeNinjaOne.start(0, change.apply(Options.strict(clock)));
        Files.createDirectories(folder);
        database = Database.open(new Settings.Storage.Sqlite(folder.resolve("database.sqlite")));
        vault = Vault.open(database, new Secret("a key for tests only"), folder);
    }

    /// A client with a technician's token.
    NinjaOne ninja() {
        return ninja(tenant(fake.newRefreshToken()));
    }

    NinjaOne ninja(Tenant tenant) {
        return ninja(tenant, clock::advance);
    }

    NinjaOne ninja(Tenant tenant, Pause pause) {
        var ninja = new NinjaOne(tenant, database, vault, clock, pause);
        open.add(ninja);
        return ninja;
    }

    Tenant tenant(String seed) {
        return tenant(fake.baseUri(), Options.CLIENT_ID, seed);
    }

    static Tenant tenant(URI base, String clientId, String seed) {
        return new Tenant(
                base,
                "/v2",
                "/ws/oauth/token",
                clientId,
                new Secret(Options.CLIENT_SECRET),
                seed == null ? null : new Secret(seed),
                Duration.ofSeconds(3));
    }

    /// A ticket that the simulated tenant accepts.
    static NewTicket ticket(String subject) {
        return new NewTicket(
                12, 1, subject, "Texte", false, "1000", "HIGH", null, null, List.of("3cx"));
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        database.close();
        fake.close();
    }
}
