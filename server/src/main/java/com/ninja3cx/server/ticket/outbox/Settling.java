package com.ninja3cx.server.ticket.outbox;

import com.ninja3cx.server.cluster.Bus;
import com.ninja3cx.server.cluster.Hint;
import com.ninja3cx.server.db.Database;
import com.ninja3cx.server.i18n.Words;
import com.ninja3cx.server.ticket.draft.Draft;
import com.ninja3cx.server.ticket.draft.DraftState;
import com.ninja3cx.server.ticket.draft.DraftStore;
import com.ninja3cx.server.web.Problem;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes down what became of an entry: the entry, its attempt and its draft in one transaction,
/// which does nothing when another worker took over.
public final class Settling {

    private static final Logger LOG = LoggerFactory.getLogger(Settling.class);

    /// What a worker leaves behind.
    ///
    /// @param due when to look again
    public record Next(
            EntryState state,
            Instant due,
            int searches,
            @Nullable Instant uncertainSince,
            @Nullable Integer ticketId,
            Words reason) {

        public static Next ready(Entry entry, Instant due, Words why) {
            return new Next(EntryState.READY, due, 0, null, entry.ticketId(), why);
        }

        public static Next later(Entry entry, Instant due, int searches, Words why) {
            return new Next(
                    EntryState.UNKNOWN,
                    due,
                    searches,
                    entry.uncertainSince(),
                    entry.ticketId(),
                    why);
        }

        public static Next parked(Entry entry, Instant now, Words why) {
            return over(EntryState.PARKED, entry, now, why);
        }

        /// There is nothing to write, and nothing for a person to decide.
        public static Next skipped(Entry entry, Instant now, Words why) {
            return over(EntryState.CANCELLED, entry, now, why);
        }

        private static Next over(EntryState state, Entry entry, Instant now, Words why) {
            return new Next(
                    state, now, entry.searches(), entry.uncertainSince(), entry.ticketId(), why);
        }
    }

    /// What is to become of an entry.
    ///
    /// @param outcome and `detail`: what its tries will say
    public record Verdict(Next next, String outcome, String detail) {}

    private final Database database;
    private final OutboxStore outbox;
    private final Attempts attempts;
    private final DraftStore drafts;
    private final IntFunction<URI> ticketPage;
    private final Bus bus;

    public Settling(
            Database database,
            OutboxStore outbox,
            Attempts attempts,
            DraftStore drafts,
            IntFunction<URI> ticketPage,
            Bus bus) {
        this.database = database;
        this.outbox = outbox;
        this.attempts = attempts;
        this.drafts = drafts;
        this.ticketPage = ticketPage;
        this.bus = bus;
    }

    /// @param last called as the last thing inside the transaction
    public void settle(
            Entry entry, Next next, String what, String outcome, String detail, Runnable last) {
        boolean ours =
                database.write(
                        handle -> {
                            // Whoever changes the draft meanwhile goes first or waits.
                            database.lock(handle, "draft " + entry.draftId());
                            if (!outbox.settle(handle, entry, next)) {
                                return false;
                            }
                            attempts.add(handle, entry.id(), what, outcome, detail);
                            follow(handle, entry, next);
                            last.run();
                            return true;
                        });
        if (!ours) {
            return;
        }
        String line = "ninja {} {} {} {} {}, call {}";
        Object[] facts = {
            entry.intent().kind(), entry.marker(), what, outcome, detail, entry.callId()
        };
        if (next.state() == EntryState.SENT) {
            LOG.info(line, facts);
        } else {
            LOG.warn(line, facts);
        }
        told(entry);
    }

    /// A person saw in NinjaOne that it is done. False = a worker has it, or it is over.
    public boolean byHand(Entry entry, int ticket) {
        boolean done =
                database.write(
                        handle -> {
                            database.lock(handle, "draft " + entry.draftId());
                            if (!outbox.decideSent(handle, entry, ticket)) {
                                return false;
                            }
                            attempts.add(handle, entry.id(), "by_hand", "sent", "ticket " + ticket);
                            follow(
                                    handle,
                                    entry,
                                    new Next(
                                            EntryState.SENT,
                                            entry.dueAt(),
                                            entry.searches(),
                                            null,
                                            ticket,
                                            Draft.NOTHING));
                            return true;
                        });
        if (done) {
            told(entry);
        }
        return done;
    }

    /// A person wants it sent again, or looked for. False = a worker has it, or it is over.
    ///
    /// @param to READY or UNKNOWN
    /// @param intent what it says from now on; null = as before
    public boolean again(Entry entry, EntryState to, @Nullable Intent intent) {
        boolean done =
                database.write(
                        handle -> {
                            database.lock(handle, "draft " + entry.draftId());
                            if (!outbox.decide(handle, entry.id(), entry.state(), to, intent)) {
                                return false;
                            }
                            String what = to == EntryState.READY ? "retry" : "search";
                            attempts.add(handle, entry.id(), what, Attempts.ASKED, "by a person");
                            if (entry.intent().first()) {
                                drafts.find(handle, entry.draftId())
                                        .ifPresent(
                                                draft ->
                                                        save(
                                                                handle,
                                                                draft.in(
                                                                        DraftState.QUEUED,
                                                                        draft.note())));
                            }
                            return true;
                        });
        if (done) {
            told(entry);
        }
        return done;
    }

    /// A worker has the entry, and nobody knows what will become of its request.
    public static Problem busy() {
        return Problem.conflict(
                "entry_busy",
                new Words(
                        "L'entrée est en cours de traitement : réessayez dans un instant.",
                        "The entry is being worked on: try again in a moment."));
    }

    private void told(Entry entry) {
        bus.publish(new Hint.DraftChanged(String.valueOf(entry.callId()), entry.draftId()));
    }

    private void save(Handle handle, Draft draft) {
        if (drafts.save(handle, draft).isEmpty()) {
            throw new IllegalStateException("draft " + draft.id() + " changed under its lock");
        }
    }

    private void follow(Handle handle, Entry entry, Next next) {
        Integer ticket = next.ticketId();
        if (next.state() == EntryState.SENT && ticket != null && entry.intent().first()) {
            outbox.passTicket(handle, entry.draftId(), ticket);
        }
        drafts.find(handle, entry.draftId())
                .ifPresent(
                        draft -> {
                            Draft after = after(handle, draft, entry, next);
                            if (!after.equals(draft)) {
                                save(handle, after);
                            }
                        });
    }

    private Draft after(Handle handle, Draft draft, Entry entry, Next next) {
        Integer ticket = next.ticketId();
        if (!entry.intent().first()) {
            return draft.noted(
                    next.state() == EntryState.SENT ? leftOut(handle, draft) : next.reason());
        }
        if (next.state() == EntryState.SENT && ticket != null) {
            return draft.sent(ticket, ticketPage.apply(ticket).toString());
        }
        return draft.in(
                next.state() == EntryState.PARKED ? DraftState.PARKED : DraftState.QUEUED,
                next.reason());
    }

    /// Why something of a draft is not on its ticket: what waits for a person first, then what
    /// there was not.
    private Words leftOut(Handle handle, Draft draft) {
        List<Entry> entries = outbox.ofDraft(handle, draft.id());
        return Stream.of(EntryState.PARKED, EntryState.CANCELLED)
                .flatMap(state -> entries.stream().filter(entry -> entry.state() == state))
                .filter(entry -> entries.stream().noneMatch(entry::madeUpForBy))
                .map(Entry::reason)
                .findFirst()
                .orElse(Draft.NOTHING);
    }
}
