package com.ninja3cx.server.ticket.outbox;

import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.i18n.Words;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notices that an older database was put in place, so that nothing is sent twice: what it still
/// holds as unsent may have been sent since it was saved.
///
/// Three signs, each enough. The database knows of fewer requests than the file beside it. The file
/// is not there although requests were made (another machine, or the folder was restored too). No
/// server was alive on this database for longer than [#GAP], so that it may be any copy, such as a
/// snapshot of the whole machine. A restart within that time on a copy that is younger than it, of
/// database and folder together, is the one case that is not noticed. When in doubt it is a
/// restore: that costs searches, never a second ticket.
public final class RestoreWatch {

    private static final Logger LOG = LoggerFactory.getLogger(RestoreWatch.class);

    /// Longest time without a sign of life that a restart of the same database takes.
    static final Duration GAP = Duration.ofMinutes(10);

    /// A server that joins others finds signs of life that are younger than this.
    private static final Duration COMPANY = Duration.ofMinutes(2);

    static final Words WHY =
            new Words(
                    "Une base plus ancienne a peut-être été restaurée : NinjaOne est interrogé"
                            + " avant tout envoi.",
                    "An older database may have been restored: NinjaOne is searched before anything"
                            + " is sent.");

    private final Database database;
    private final SendLog log;
    private final InstantSource clock;

    public RestoreWatch(Database database, SendLog log, InstantSource clock) {
        this.database = database;
        this.log = log;
        this.clock = clock;
    }

    /// To be called once before anything is sent. True = it was an older database, or may be one;
    /// every unsent entry is UNKNOWN from now on.
    public boolean check() {
        OptionalLong here = log.last();
        long[] known = new long[1];
        boolean restored =
                database.write(
                        handle -> {
                            long sends = OutboxMarks.get(handle, OutboxMarks.SENDS);
                            long alive = OutboxMarks.get(handle, OutboxMarks.ALIVE);
                            known[0] = sends;
                            OutboxMarks.set(handle, OutboxMarks.ALIVE, clock.millis());
                            Duration silence = Duration.ofMillis(clock.millis() - alive);
                            boolean company = silence.compareTo(COMPANY) < 0;
                            boolean older =
                                    here.isPresent()
                                            ? here.getAsLong() > sends
                                            : sends > 0 && !company;
                            if (!older && (alive == 0 || silence.compareTo(GAP) < 0)) {
                                return false;
                            }
                            doubt(handle, clock.millis());
                            return true;
                        });
        if (restored) {
            log.reset(known[0]);
            LOG.warn("the outbox of this database may be old: searched before anything is sent");
        }
        return restored;
    }

    /// A sign of life, at least once a minute.
    public void alive() {
        database.write(
                handle -> {
                    OutboxMarks.set(handle, OutboxMarks.ALIVE, clock.millis());
                    return true;
                });
    }

    /// Everything unsent may have been sent.
    static void doubt(Handle handle, long now) {
        OutboxMarks.set(handle, OutboxMarks.RESTORED, now);
        handle.createUpdate(
                        """
                        UPDATE outbox SET state = 'UNKNOWN', uncertain_since = :now, due_at = :now,
                            searches = 0, reason_fr = :fr, reason_en = :en, updated_at = :now
                        WHERE state NOT IN ('SENT', 'CANCELLED')
                        """)
                .bind("now", now)
                .bind("fr", WHY.french())
                .bind("en", WHY.english())
                .execute();
    }
}
