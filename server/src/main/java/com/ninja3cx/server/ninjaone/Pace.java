package com.ninja3cx.server.ninjaone;

import com.ninja3cx.server.db.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// At most so many requests a second, and none while NinjaOne asked to be left alone: one budget
/// for all nodes and commands on one database.
final class Pace {

    private static final String NAME = "ninjaone";
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    /// Nobody asks for so long a pause: the clock was set back.
    private static final Duration ABSURD = Duration.ofMinutes(20);

    private final Database database;
    private final InstantSource clock;
    private final Pause pause;
    private final Duration gap;

    Pace(Database database, InstantSource clock, Pause pause, int requestsPerSecond) {
        this.database = database;
        this.clock = clock;
        this.pause = pause;
        this.gap = Duration.ofSeconds(1).dividedBy(requestsPerSecond);
    }

    /// Waits for a turn.
    ///
    /// @throws NinjaOneException throttled, when the wait asked for is longer than a caller can
    ///   bear
    void turn() throws NinjaOneException {
        long now = clock.millis();
        Duration wait = Duration.ofMillis(Math.max(0, reserved(now) - now));
        if (wait.isPositive()) {
            try {
                pause.await(wait);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                throw new NinjaOneException(
                        Failure.local(Failure.Kind.NOT_REACHED, "stopping", "the server stops"));
            }
        }
    }

    /// When the next request may leave; that moment is taken.
    private long reserved(long now) throws NinjaOneException {
        Optional<Long> next =
                database.write(
                        handle ->
                                handle.createQuery(
                                                """
                                                INSERT INTO pace (name, next_at)
                                                VALUES (:name, :now + :gap)
                                                ON CONFLICT (name) DO UPDATE SET next_at =
                                                    CASE WHEN pace.next_at BETWEEN :now
                                                        AND :now + :longest
                                                    THEN pace.next_at ELSE :now END + :gap
                                                WHERE pace.next_at <= :now + :longest
                                                    OR pace.next_at > :now + :absurd
                                                RETURNING next_at
                                                """)
                                        .bind("name", NAME)
                                        .bind("now", now)
                                        .bind("gap", gap.toMillis())
                                        .bind("longest", LONGEST_WAIT.toMillis())
                                        .bind("absurd", ABSURD.toMillis())
                                        .mapTo(Long.class)
                                        .findOne());
        if (next.isPresent()) {
            return next.get() - gap.toMillis();
        }
        Instant until = Instant.ofEpochMilli(database.read(Pace::next));
        throw new NinjaOneException(
                new Failure(
                        Failure.Kind.THROTTLED,
                        0,
                        "waiting",
                        "NinjaOne asked for a pause until " + until,
                        null,
                        null,
                        Duration.between(Instant.ofEpochMilli(now), until)));
    }

    private static long next(Handle handle) {
        return handle.createQuery("SELECT next_at FROM pace WHERE name = :name")
                .bind("name", NAME)
                .mapTo(Long.class)
                .one();
    }

    /// NinjaOne wants no request for this long.
    void backOff(Duration duration) {
        long until = clock.millis() + duration.toMillis();
        database.write(
                handle ->
                        handle.createUpdate(
                                        "INSERT INTO pace (name, next_at) VALUES (:name, :until) ON"
                                                + " CONFLICT (name) DO UPDATE SET next_at ="
                                                + " excluded.next_at WHERE pace.next_at <"
                                                + " excluded.next_at")
                                .bind("name", NAME)
                                .bind("until", until)
                                .execute());
    }
}
