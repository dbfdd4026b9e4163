package com.ninja3cx.server.ninjaone;

import static org.assertj.core.api.Assertions.assertThat;

import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.db.TestPostgres;
import com.ninja3cx.server.settings.Secret;
import com.ninja3cx.server.settings.Settings;
import com.ninja3cx.server.vault.Vault;
import com.ninja3cx.simulator.ninjaone.FakeNinjaOne;
import com.ninja3cx.simulator.ninjaone.Options;
import com.ninja3cx.simulator.ninjaone.SeenRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two servers on one PostgreSQL: each with its own connections, as two processes have them.
class TwoNodesTest {

    @TempDir Path folder;

    @Test
    void twoServersRefreshOnceAndTogetherAskFiveTimesASecond() throws Exception {
        InstantSource clock = InstantSource.system();
        try (var postgres = TestPostgres.start();
                var fake = FakeNinjaOne.start(0, Options.strict(clock))) {
            Settings.Storage storage = postgres.emptyDatabase();
            Tenant tenant =
                    TenantFixture.tenant(fake.baseUri(), Options.CLIENT_ID, fake.newRefreshToken());
            try (Database one = Database.open(storage);
                    Database two = Database.open(storage);
                    NinjaOne first = node(tenant, one, clock);
                    NinjaOne second = node(tenant, two, clock)) {
                List<Callable<Integer>> work = new ArrayList<>();
                for (int i = 0; i < 12; i++) {
                    NinjaOne each = i % 2 == 0 ? first : second;
                    work.add(() -> each.statuses().size());
                }
                try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                    for (var result : threads.invokeAll(work)) {
                        assertThat(result.get()).isEqualTo(5);
                    }
                }
            }

            List<SeenRequest> seen = fake.requests();
            assertThat(seen.stream().filter(each -> each.path().endsWith("/token"))).hasSize(1);
            assertThat(seen).hasSize(13);
            List<Instant> times = seen.stream().map(SeenRequest::at).sorted().toList();
            // Leaving is spaced; arriving may bunch a little on a busy machine.
            assertThat(Duration.between(times.getFirst(), times.getLast()))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(12 * 200 - 150));
        }
    }

    private NinjaOne node(Tenant tenant, Database database, InstantSource clock) throws Exception {
        Vault vault = Vault.open(database, new Secret("the same key on both"), folder);
        return new NinjaOne(tenant, database, vault, clock, Pause.real());
    }
}
