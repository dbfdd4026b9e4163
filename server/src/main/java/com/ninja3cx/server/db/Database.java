package com.ninja3cx.server.db;

import com.ninja3cx.server.settings.Settings;
import java.util.function.Function;
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

    private final Layout layout;

    private Database(Pools pools, Layout layout) {
        this.pools = pools;
        this.layout = layout;
        this.reader = Jdbi.create(pools.reader());
        this.writer = Jdbi.create(pools.writer());
    }

    /// The version of the layout before and after it was opened; 0 = it was empty.
    public record Layout(int before, int after) {

        public boolean changed() {
            return before != after;
        }
    }

    /// @throws DatabaseException when the database cannot be reached, its layout not be read, or a
    ///   newer version of the product wrote to it
    public static Database open(Settings.Storage storage) throws DatabaseException {
        Pools pools = Pools.open(storage);
        try {
            var database = new Database(pools, Migrations.run(pools.writer()));
            if (!pools.postgres()) {
                database.seal();
            }
            return database;
        } catch (Migrations.NewerLayout e) {
            pools.close();
            throw DatabaseException.newer(storage, e);
        } catch (RuntimeException e) {
            pools.close();
            throw DatabaseException.explain(storage, e);
        }
    }

    private void seal() {
        write(
                handle -> {
                    Seal.make(handle);
                    return null;
                });
    }

    /// What opening it did to its layout.
    public Layout layout() {
        return layout;
    }

    /// Reads outside any transaction. Not to be used inside [#write]: it would not see its rows.
    public <T> T read(Function<Handle, T> work) {
        return reader.withHandle(work::apply);
    }

    /// One transaction: all of `work` is stored, or nothing when it throws.
    ///
    /// @throws StorageFull when there is no room for it
    public <T> T write(Function<Handle, T> work) {
        if (writing.get()) {
            throw new IllegalStateException(
                    "a transaction inside a transaction would wait forever");
        }
        writing.set(true);
        try {
            return writer.inTransaction(handle -> sealed(handle, work));
        } catch (RuntimeException e) {
            throw StorageFull.of(e).<RuntimeException>map(full -> full).orElse(e);
        } finally {
            writing.remove();
        }
    }

    private <T> T sealed(Handle handle, Function<Handle, T> work) {
        if (pools.postgres()) {
            return work.apply(handle);
        }
        long before = changes(handle);
        T result = work.apply(handle);
        if (changes(handle) != before) {
            Seal.count(handle);
        }
        return result;
    }

    private static long changes(Handle handle) {
        return handle.createQuery("SELECT total_changes()").mapTo(Long.class).one();
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
