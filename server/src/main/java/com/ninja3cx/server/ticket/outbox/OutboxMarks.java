package com.ninja3cx.server.ticket.outbox;

import org.jdbi.v3.core.Handle;

/// Numbers the outbox keeps in the database. All methods work inside the caller's transaction.
public final class OutboxMarks {

    /// How many requests were begun; grows with each.
    static final String SENDS = "sends";

    /// When a server was last alive, epoch milliseconds.
    static final String ALIVE = "alive";

    /// When an older database was last found in place, epoch milliseconds.
    static final String RESTORED = "restored";

    /// Up to when changes of tickets were looked for, epoch milliseconds.
    public static final String WATCHED = "watched";

    private OutboxMarks() {}

    /// 0 when it was never set.
    public static long get(Handle handle, String name) {
        return handle.createQuery("SELECT value FROM outbox_marks WHERE name = :name")
                .bind("name", name)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }

    public static void set(Handle handle, String name, long value) {
        handle.createUpdate(
                        "INSERT INTO outbox_marks (name, value) VALUES (:name, :value) ON CONFLICT"
                                + " (name) DO UPDATE SET value = excluded.value")
                .bind("name", name)
                .bind("value", value)
                .execute();
    }

    /// The next number, from 1.
    static long next(Handle handle, String name) {
        return handle.createQuery(
                        "INSERT INTO outbox_marks (name, value) VALUES (:name, 1) ON CONFLICT"
                                + " (name) DO UPDATE SET value = outbox_marks.value + 1 RETURNING"
                                + " value")
                .bind("name", name)
                .mapTo(Long.class)
                .one();
    }
}
