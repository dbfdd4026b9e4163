package com.ninja3cx.server.db;

import com.ninja3cx.server.settings.Settings;
import com.zaxxer.hikari.HikariDataSource;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The truth of the server: rows in SQLite or PostgreSQL, brought to the newest layout when opened.
///
/// A write is one transaction and durable when [#write] returns. Writes on SQLite happen one after
/// the other; on PostgreSQL side by side, so that a read-then-insert which must happen once takes
/// [#lock] first.
public final class Database implements AutoCloseable {

    private final Pools pools;
    private final Jdbi reader;
    private final Jdbi writer;
    private final ThreadLocal<Boolean> writing = ThreadLocal.withInitial(() -> false);

    private Database(Pools pools) {
        this.pools = pools;
        this.reader = Jdbi.create(pools.reader());
        this.writer = Jdbi.create(pools.writer());
    }

    /// @throws DatabaseException when the database cannot be reached or its layout not be read
    public static Database open(Settings.Storage storage) throws DatabaseException {
        Pools pools = Pools.open(storage);
        try {
            migrate(pools.writer());
            return new Database(pools);
        } catch (RuntimeException e) {
            pools.close();
            throw DatabaseException.explain(storage, e);
        }
    }

    private static void migrate(HikariDataSource writer) {
        Flyway.configure()
                .dataSource(writer)
                .locations("classpath:db/migration")
                .loggers("slf4j")
                .load()
                .migrate();
    }

    /// Reads outside any transaction. Not to be used inside [#write]: it would not see its rows.
    public <T> T read(Function<Handle, T> work) {
        return reader.withHandle(work::apply);
    }

    /// One transaction: all of `work` is stored, or nothing when it throws.
    public <T> T write(Function<Handle, T> work) {
        if (writing.get()) {
            throw new IllegalStateException(
                    "a transaction inside a transaction would wait forever");
        }
        writing.set(true);
        try {
            return writer.inTransaction(work::apply);
        } finally {
            writing.remove();
        }
    }

    /// Keeps other transactions that lock the same name waiting until this one ends.
    public void lock(Handle handle, String name) {
        if (pools.postgres()) {
            handle.createQuery("SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtext(:name))) AS l")
                    .bind("name", name)
                    .mapTo(Integer.class)
                    .one();
        }
    }

    /// Whether a statement gets through now.
    public boolean reachable() {
        try {
            return read(handle -> handle.createQuery("SELECT 1").mapTo(Integer.class).one()) == 1;
        } catch (RuntimeException e) {
            return false;
        }
    }

    @Override
    public void close() {
        pools.close();
    }
}
