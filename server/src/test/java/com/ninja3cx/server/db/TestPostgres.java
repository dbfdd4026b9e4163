package com.ninja3cx.server.db;

import com.ninja3cx.server.settings.Settings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;

/// A real PostgreSQL for a test class, with an empty database for each test.
public final class TestPostgres implements AutoCloseable {

    private final EmbeddedPostgres postgres;
    private int databases;

    private TestPostgres(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    public static TestPostgres start() throws IOException {
        return new TestPostgres(EmbeddedPostgres.start());
    }

    public Settings.Storage emptyDatabase() throws SQLException {
        String name = "test_" + databases++;
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return new Settings.Storage.Postgres(
                "jdbc:postgresql://localhost:" + postgres.getPort() + "/" + name, "postgres", null);
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
