package com.ninja3cx.server.ninjaone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two nodes, of which one is late: its lease ended while it waited for NinjaOne.
class TokenStoreTest {

    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

    @TempDir Path folder;
    private TenantFixture tenant;
    private TokenStore store;

    @BeforeEach
    void start() throws Exception {
        tenant = new TenantFixture(folder);
        store = new TokenStore(tenant.database, tenant.vault);
        store.change(stored -> stored.seeded("first", "hash"));
    }

    @AfterEach
    void stop() throws Exception {
        tenant.close();
    }

    @Test
    void theLateOneKeepsTheOnlyLivingTokenAfterTheOtherWasRefused() {
        store.refused("first", NOW, "400 invalid_grant");
        assertThat(Connection.of(store.read()).state()).isEqualTo(Connection.State.LOST);

        store.refreshed("first", reply("second"));

        assertThat(store.read().refresh()).isEqualTo("second");
        assertThat(Connection.of(store.read()).state()).isEqualTo(Connection.State.TECHNICIAN);
    }

    @Test
    void theLateOneOverwritesNoNewerToken() {
        store.change(stored -> stored.connected(reply("by a person"), NOW));

        assertThat(store.refreshed("first", reply("late")).refresh()).isEqualTo("by a person");
        assertThat(store.refused("first", NOW, "400").refresh()).isEqualTo("by a person");
        assertThat(store.machine(reply("")).user()).isTrue();
    }

    @Test
    void whatAnOlderVersionStoredCanBeRead() {
        tenant.vault.write(
                "ninjaone.tokens",
                """
                {"refresh":"r","access":"a","expiresAt":5,"user":true,"seeds":["x"],"later":1}
                """);

        assertThat(store.read().refresh()).isEqualTo("r");
        assertThat(store.read().seeds()).containsExactly("x");
        assertThat(store.read().scopes()).isEmpty();
    }

    private static TokenReply reply(String refresh) {
        return new TokenReply("access", refresh, "monitoring", NOW.toEpochMilli() + 3_600_000);
    }
}
