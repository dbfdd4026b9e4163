package com.ninja3cx.server.db;

import com.ninja3cx.server.settings.Secret;
import com.ninja3cx.server.settings.Settings;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The connections. SQLite has exactly one that writes; PostgreSQL uses one pool for both.
record Pools(HikariDataSource writer, HikariDataSource reader, @Nullable OpenMark mark)
        implements AutoCloseable {

    // PRAGMAs stand in the address because a pool runs only the first statement of its init SQL.
    private static final String SQLITE_COMMON =
            "?journal_mode=WAL&busy_timeout=10000&foreign_keys=true";
    private static final String SQLITE_WRITER =
            SQLITE_COMMON + "&synchronous=FULL&transaction_mode=IMMEDIATE";
    private static final String SQLITE_READER = SQLITE_COMMON + "&synchronous=NORMAL";

    static Pools open(Settings.Storage storage) throws DatabaseException {
        try {
            return switch (storage) {
                case Settings.Storage.Sqlite(var file) -> sqlite(file);
                case Settings.Storage.Postgres postgres -> postgres(postgres);
            };
        } catch (IOException | RuntimeException e) {
            throw DatabaseException.explain(storage, e);
        }
    }

    private static Pools sqlite(Path file) throws IOException {
        if (file.getParent() != null) {
            Files.createDirectories(file.getParent());
        }
        OpenMark mark = OpenMark.set(file, () -> ForeignLog.setAside(file));
        String url = "jdbc:sqlite:" + file;
        HikariDataSource writer = null;
        try {
            writer = pool(url + SQLITE_WRITER, 1, "writer");
            return new Pools(writer, pool(url + SQLITE_READER, 4, "reader"), mark);
        } catch (RuntimeException e) {
            if (writer != null) {
                writer.close();
            }
            mark.close();
            throw e;
        }
    }

    private static Pools postgres(Settings.Storage.Postgres postgres) {
        var config = config(postgres.jdbcUrl(), 10, "postgres");
        Optional.ofNullable(postgres.user()).ifPresent(config::setUsername);
        Optional.ofNullable(postgres.password()).map(Secret::value).ifPresent(config::setPassword);
        var pool = new HikariDataSource(config);
        return new Pools(pool, pool, null);
    }

    private static HikariDataSource pool(String url, int size, String name) {
        return new HikariDataSource(config(url, size, name));
    }

    private static HikariConfig config(String url, int size, String name) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setPoolName(name);
        config.setConnectionTimeout(10_000);
        return config;
    }

    boolean postgres() {
        return mark == null;
    }

    @Override
    public void close() {
        reader.close();
        if (writer != reader) {
            writer.close();
        }
        if (mark != null) {
            mark.close();
        }
    }
}
