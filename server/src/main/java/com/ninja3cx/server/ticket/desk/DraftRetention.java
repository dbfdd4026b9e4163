package com.ninja3cx.server.ticket.desk;

import com.ninja3cx.server.Rounds;
import com.ninja3cx.server.Service;
import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.ticket.draft.Draft;
import com.ninja3cx.server.ticket.draft.DraftStore;
import com.ninja3cx.server.ticket.outbox.Attempts;
import com.ninja3cx.server.ticket.outbox.Entry;
import com.ninja3cx.server.ticket.outbox.EntryState;
import com.ninja3cx.server.ticket.outbox.OutboxStore;
import com.ninja3cx.server.transcript.TextRetention;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes what drafts and the outbox hold of a call's words once the words themselves are due to
/// go and nothing of the draft is left to be sent. That there was a ticket, and which, stays. A
/// draft that waits for a person keeps its words until it is sent or discarded.
public final class DraftRetention implements Service {

    private static final Logger LOG = LoggerFactory.getLogger(DraftRetention.class);
    private static final Duration LOOKED_AT_EVERY = Duration.ofMinutes(10);
    private static final int AT_ONCE = 100;

    private final Database database;
    private final DraftStore drafts;
    private final OutboxStore outbox;
    private final Attempts attempts;
    private final Duration keep;
    private final InstantSource clock;
    private @Nullable Rounds rounds;

    /// @param keep how long after the end of its call, or after its last change where it has none
    public DraftRetention(
            Database database,
            DraftStore drafts,
            OutboxStore outbox,
            Attempts attempts,
            Duration keep,
            InstantSource clock) {
        this.database = database;
        this.drafts = drafts;
        this.outbox = outbox;
        this.attempts = attempts;
        this.keep = keep;
        this.clock = clock;
    }

    @Override
    public void start() {
        rounds = Rounds.every(LOOKED_AT_EVERY, "draft retention", this::sweep);
    }

    void sweep() {
        int removed;
        do {
            removed = 0;
            for (String id : old()) {
                removed += database.<Boolean>write(handle -> removed(handle, id)) ? 1 : 0;
            }
        } while (removed == AT_ONCE);
    }

    /// Those with words that nobody needs any more.
    private List<String> old() {
        return database.read(
                handle ->
                        handle.createQuery(
                                        """
                                        SELECT d.id FROM drafts d
                                        LEFT JOIN calls c ON c.id = d.call_id
                                        WHERE d.state IN ('SENT', 'DISCARDED')
                                            AND d.title <> d.reference
                                            AND COALESCE(c.ended_at, d.updated_at) < :before
                                            AND NOT EXISTS (SELECT 1 FROM outbox o
                                                WHERE o.draft_id = d.id
                                                    AND o.state NOT IN ('SENT', 'CANCELLED'))
                                        ORDER BY d.created_at, d.id LIMIT :limit
                                        """)
                                .bind("before", clock.millis() - keep.toMillis())
                                .bind("limit", AT_ONCE)
                                .mapTo(String.class)
                                .list());
    }

    private boolean removed(Handle handle, String id) {
        database.lock(handle, "draft " + id);
        Draft draft = drafts.find(handle, id).orElseThrow();
        List<Entry> entries = outbox.ofDraft(handle, id);
        boolean over =
                entries.stream()
                        .map(Entry::state)
                        .allMatch(
                                state -> state == EntryState.SENT || state == EntryState.CANCELLED);
        if (!over) {
            return false;
        }
        for (Entry entry : entries) {
            outbox.forgetWords(handle, entry);
            attempts.forgetWords(handle, entry.id());
        }
        Words why = TextRetention.removed(clock.instant(), keep);
        boolean stored = drafts.save(handle, draft.withoutWords(why)).isPresent();
        if (stored) {
            LOG.info("the words of draft {} were removed", draft.reference());
        }
        return stored;
    }

    @Override
    public void close() {
        if (rounds != null) {
            rounds.close();
        }
    }
}
