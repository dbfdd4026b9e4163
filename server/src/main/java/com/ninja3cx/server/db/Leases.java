package com.ninja3cx.server.db;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Work that only one node may do at a time. A lease ends by itself, so that a dead node blocks
/// nobody; its number grows with each holder, so that a late one can be told apart.
public final class Leases {

    /// @param number grows by one with each new holder
    public record Lease(String name, String owner, long number) {}

    private final Database database;
    private final InstantSource clock;

    public Leases(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// The lease, if nobody else holds it now. The holder gets it again and prolongs it.
    public Optional<Lease> acquire(String name, String owner, Duration life) {
        long now = clock.millis();
        return database.write(
                handle ->
                        handle.createQuery(
                                        """
                                        INSERT INTO leases (name, owner, number, expires_at)
                                        VALUES (:name, :owner, 1, :until)
                                        ON CONFLICT (name) DO UPDATE SET
                                            number = leases.number + 1,
                                            owner = excluded.owner,
                                            expires_at = excluded.expires_at
                                        WHERE leases.expires_at <= :now
                                            OR leases.owner = excluded.owner
                                        RETURNING number
                                        """)
                                .bind("name", name)
                                .bind("owner", owner)
                                .bind("until", now + life.toMillis())
                                .bind("now", now)
                                .mapTo(Long.class)
                                .findOne()
                                .map(number -> new Lease(name, owner, number)));
    }

    /// Gives it back early; without effect when somebody else has it by now.
    public void release(Lease lease) {
        database.write(
                handle ->
                        handle.createUpdate(
                                        "UPDATE leases SET expires_at = 0 WHERE name = :name AND"
                                                + " number = :number")
                                .bind("name", lease.name())
                                .bind("number", lease.number())
                                .execute());
    }
}
