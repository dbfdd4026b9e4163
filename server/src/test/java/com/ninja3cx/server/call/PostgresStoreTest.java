package com.ninja3cx.server.call;

import com.ninja3cx.server.settings.Settings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresStoreTest extends StoreContract {

    private static EmbeddedPostgres postgres;
    private static int databases;

    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @Override
    Settings.Storage storage(Path folder) throws Exception {
        String name = "calls_" + databases++;
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return new Settings.Storage.Postgres(
                "jdbc:postgresql://localhost:" + postgres.getPort() + "/" + name, "postgres", null);
    }
}
