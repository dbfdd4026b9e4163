package com.ninja3cx.server.ticket.closing;

import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.settings.Settings;
import java.time.Duration;
import java.time.InstantSource;

/// Tells whose sound still has to go to a ticket and must not be deleted before.
public final class Attachments {

    /// Sound waits this long for a person, not longer.
    static final Duration LONGEST = Duration.ofDays(7);

    /// How long after its call a draft may still be made.
    private static final Duration DRAFT = Duration.ofHours(1);

    private final Database database;
    private final Settings.Outbox settings;
    private final InstantSource clock;

    public Attachments(Database database, Settings.Outbox settings, InstantSource clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    /// Whether the sound of this call is still wanted.
    public boolean needed(String callId) {
        long now = clock.millis();
        return database.read(
                handle ->
                        handle.createQuery(
                                                """
                                                SELECT COUNT(*) FROM calls c
                                                LEFT JOIN drafts d ON d.call_id = c.id
                                                LEFT JOIN delivery_wishes w ON w.draft_id = d.id
                                                WHERE c.id = :call AND c.ended_at > :oldest AND (
                                                    EXISTS (SELECT 1 FROM outbox o
                                                        WHERE o.draft_id = d.id
                                                            AND o.kind = 'AttachFile'
                                                            AND o.state NOT IN
                                                                ('SENT', 'CANCELLED'))
                                                    OR (COALESCE(w.attach_recording, :standard) = 1
                                                        AND (d.state IN ('OPEN', 'COUNTING',
                                                                'HELD', 'BLOCKED')
                                                            OR (d.id IS NULL
                                                                AND c.ended_at > :fresh))))
                                                """)
                                        .bind("call", callId)
                                        .bind("oldest", now - LONGEST.toMillis())
                                        .bind("fresh", now - DRAFT.toMillis())
                                        .bind("standard", settings.attachRecording() ? 1 : 0)
                                        .mapTo(Integer.class)
                                        .one()
                                > 0);
    }
}
